"""Every sentence the program itself says, so that a nurse can review them in one place.

Texts about breast cancer are not here: they stand in `data/`. Sentences with {names} are filled
by the caller. `_` is where a translation steps in.
"""

from __future__ import annotations

from gettext import translation

# One look for a catalogue, not one for each sentence.
_ = translation("so_cli", fallback=True).gettext

# --- Files that are read -------------------------------------------------------------------------
IS_A_FOLDER = _("this is a folder, not a file")
GIVE_A_FILE = _("give the name of a file in it")
NO_SUCH_FILE = _("There is no file {file}.")
CANNOT_READ = _("{file} cannot be read: {why}.")
TOO_LARGE = _("this file is larger than {limit} MB, too large to be the right one")
NOT_TEXT = _("this is not a text file")
SAVE_AS_UTF8 = _("save it as plain text (UTF-8)")
STRANGE_CHARACTER = _("there is a character here that cannot stand in a text file")
EMPTY_FILE = _("this file is empty")
NOT_YAML = _("this line cannot be read as YAML ({why})")
CHECK_THE_LINE = _("look at this line and the one above it")
TAB = _("a tab stands here")
USE_SPACES = _("use spaces in its place")
ALIAS = _("an alias (*) points to another place in the file")
TAG_OR_ANCHOR = _("a tag (!) or an anchor (&) stands here")
WRITE_IT_OUT = _("write the value itself")
DUPLICATE_KEY = _("'{key}' stands here twice, first on line {line}")
ONE_KEY = _("keep one of them")
SECOND_DOCUMENT = _("a second document (---) begins here")
ONE_DOCUMENT = _("keep one document in a file")
TOO_DEEP = _("this is nested too deep")
KEY_NOT_TEXT = _("the key on this line is not a word")

# --- Values that are read ------------------------------------------------------------------------
UNKNOWN_KEY = _("there is no such key")
MISSING_KEY = _("'{key}' is missing")
NOT_A_LIST = _("a list belongs here")
WRITE_A_LIST = _("write [one, two]")
NOT_A_MAPPING = _("a group of keys belongs here")
WRITE_A_MAPPING = _("write 'key: value' lines, indented")
# What a person wrote is not said again: errors end up in logs, and it may be about her.
NOT_RIGHT_HERE = _("this does not fit here")
DID_YOU_MEAN = _("did you mean '{word}'?")
ONE_OF = _("write one of: {words}")
WANT_WHOLE_NUMBER = _("write a whole number")
WANT_NUMBER = _("write a number")
WANT_TRUE_FALSE = _("write true or false")
WANT_DATE = _("write the date as 2026-12-10")
WANT_TIME = _("write the time as 14:30")
WANT_TEXT = _("write plain text")

# --- Conditions and banks ------------------------------------------------------------------------
NOT_A_CONDITION = _("this is not a condition")
WRITE_A_CONDITION = _("write it like {er: positive} or {any: [{..}, {..}]}")
LIST_OF_CONDITIONS = _("write a list of conditions: [{..}, {..}]")
NOT_A_TEST = _("this test does not fit the fact")
WRITE_A_TEST = _("write {known: true}, or for a number {min: 1, max: 10}")
NO_CHOICES = _("this fact has no choices to compare with")
EMPTY_RANGE = _("no number is in this range")
SMALLER_FIRST = _("min must be the smaller one")
UNKNOWN_FACT = _("there is no fact '{fact}'")
UNKNOWN_CONDITION = _("there is no named condition '{name}'")
UNKNOWN_CHOICE = _("'{value}' is not an answer of {fact}")
NO_ANSWER = _("this is not an answer of {fact}")

CHECK_THE_BANK = _("Mend the bank, then try again. `so bank check` lists all its problems.")
NO_BANK_FOLDER = _("There is no bank folder {folder}.")
UNKNOWN_BANK_FILE = _("no part of a bank has this name")
SAME_ID_TWICE = _("'{id}' stands here twice")
NOTHING_TO_REMOVE = _("there is no '{id}' to remove")
CIRCLE = _("'{id}' depends on itself")
BREAK_CIRCLE = _("take one step out of the circle")
POINTS_NOWHERE = _("'{id}' is not in this bank")
CODE_NEEDS = _("a code that means '{means}' needs {key}")
NO_PATTERN_HERE = _("? and * stand for letters in ICD codes only")
WRITE_EACH_CODE = _("write an entry for each code")
NOT_SMALL_LETTERS = _("names are written in small letters")
TOO_LONG = _("this has {length} characters")
AT_MOST = _("write at most {length}")
ALONE_IN_ASK = _("people rarely meet this doctor")
ADD_A_DOCTOR = _("add somebody they do meet, and say in the text how")
NOT_ONE_QUESTION = _("this is not exactly one question")
ASK_ONE_THING = _("ask one thing, with one question mark")
NOT_AN_ADDRESS = _("this is not an address on the web")
WRITE_AN_ADDRESS = _("write it with https:// in front")
NO_SOURCE = _("no source is named")
NAME_A_SOURCE = _("name the id of an entry in sources.yaml")
FEW_QUESTIONS = _(
    "only {count} questions for clinicians without a condition; every stage needs {least}"
)
FEW_RECORDS = _("only {count} records without a condition; every stage needs {least}")
NO_LETTER_HEAD = _("a letter begins with its title and sources, between two lines of ---")
WRITE_A_HEAD = _("write ---, then title, plain and sources, and nothing else, then ---")
NOT_A_LETTER = _("the places to fill cannot be read")
NOT_A_LETTER_NAME = _("this cannot be the name of a letter")
LETTER_NAMES = _("use small letters, digits and -, such as records.md")
NO_LETTER_BODY = _("the letter itself is missing")
WRITE_THE_BODY = _("write it below the second ---")
CHECK_THE_BRACES = _("look at the braces on this line")
LETTERS_ONLY_FILL = _("a letter only fills in, chooses and repeats; this does more")
UNKNOWN_FIELD = _("there is nothing called '{name}' to fill in here")
NEEDS_CHOICES = _("this kind of fact needs choices")
NOT_A_VALUE = _("this kind of fact has no value for the doctor's page")
UNKNOWN_SLOT = _("there is no slot {{{slot}}}")
SLOT_NOT_FILLED = _("the slot {{{slot}}} is not filled in this text")
FIT_EVERYBODY = _("write it so that it fits everybody")

TOO_HARD = _("this reads like grade {grade}")
READ_EASIER = _("use shorter words and sentences, to grade {most} at most")
HARD_ON_THE_WHOLE = _("half of all '{key}' texts read like grade {grade} or harder")
ADVISES = _("'{words}' tells the person what to choose")
LEAVE_THE_CHOICE = _("ask a question about it instead")
FRIGHTENS = _("'{words}' may frighten")
SAY_IT_CALMLY = _("say what can be asked or done")
GIVES_NUMBERS = _("'{words}' is a figure out of a study")
ASK_THE_DOCTOR = _("let the person ask what holds in this case")
NAMES_PRODUCT = _("'{words}' is a product or a single drug")
NAME_THE_CLASS = _("name the class of drug")
SPEAKS_OF_SOMEBODY = _("'{words}' speaks of somebody")
SPEAK_OF_NOBODY = _("write it without I, you and she, so that it fits everybody")
REVIEW_IS_OLD = _("nobody has looked at this since {day}")
REVIEW_AGAIN = _("read its sources again, mend it, and set the date")
NO_TEXT = _("there is no text here")
WRITE_A_TEXT = _("write it, or take the entry out")
NO_STAGES = _("this is for no stage")
NAME_A_STAGE = _("name the stages that it serves")
BAD_ID = _("this cannot be an id")
GOOD_IDS = _("use small letters, digits, - and _")
NOT_USED = _("nothing uses '{id}'")
USE_IT_OR_NOT = _("use it, or take it out")
NEARLY_THE_SAME = _("this asks nearly the same as '{id}'")
JOIN_THEM = _("join the two, or make clear how they differ")
NEVER_TRUE = _("no case can make this condition true")
CHECK_THE_WHEN = _("look at what it needs, and at the stages")
NO_LOGO = _("there is no such picture in this folder")
LOGO_BESIDE = _("put the picture beside letterhead.yaml and give its name")
LARGE_LOGO = _("this picture is larger than 1 MB")
SMALLER_LOGO = _("make it smaller")
NOT_A_LOGO = _("this is neither a PNG nor an SVG picture")
MANY_PIXELS = _("this picture has too many pixels")
CANNOT_DRAW_LOGO = _("this picture cannot be drawn ({why})")
LOGO_KINDS = _("save it as PNG or SVG")
NO_TEMPLATE = _("no template stands in this folder")
TEMPLATE_FAILS = _("this template cannot be used ({why})")
NO_SUCH_TEMPLATE = _("there is no template '{name}'")
TEMPLATE_IS_EMPTY = _("this template makes an empty page")
LEADS_OUT = _("this is a link to a file outside of its folder")
COPY_IT_HERE = _("put the file itself there")
CHECK_THE_TEMPLATE = _("look at this line; docs/templates.md says what a template is given")
NO_PACKAGES = _("a template may not fetch a package")
WRITE_IT_HERE = _("write what it needs into the template itself")
NO_READING_GRADE = _(
    "How hard the texts are to read was not looked at. For that: pip install 'so-cli[authors]'"
)

# --- Cases ---------------------------------------------------------------------------------------
EMPTY_CASE = _("a case begins with 'so: 1' and 'id: NAME'")
NOT_A_CASE = _("this is not a case")
CASE_STARTS_WITH = _("it begins with 'so: 1' and 'id: NAME'")
NEWER_FORMAT = _("this case was written by a newer so (format {version}); update so to open it")
CASE_IS_UNTOUCHED = _("The file was not changed. Mend these lines with any text editor.")
CASE_FIRST_LINE = _("Written by so. You may edit it; comments are not kept.")
NOT_AN_ID = _("'{id}' cannot be the id of a case")
CASE_IDS = _("use letters, digits, spaces, - and _")
NOT_A_CASE_NAME = _("'{name}' cannot be the name of a case.")
CASE_NAMES = _("Use letters, digits, - and _, or give a path such as ./pat.yaml.")
CASE_IS_HELD = _("{case} is open in {holder}, so it cannot be changed here.")
CLOSE_IT = _("Finish there first, then try again.")
PROCESS = _("another so (process {number})")
ANOTHER_PROGRAM = _("another program")
NO_SUCH_FOLDER = _("There is no folder {folder}.")
MAKE_THE_FOLDER = _("Make it first, or give another place.")
CANNOT_WRITE = _("{file} cannot be written: {why}.")
CANNOT_REMOVE = _("{file} cannot be removed: {why}.")
NOTHING_LOST = _("Nothing that was saved before is lost.")
CASE_IS_LOCKED = _("{file} is locked, so it cannot be changed.")
UNLOCK_FIRST = _("Unlock it first: {command}")
UNLOCK_AND_MEND = _("The file was not changed. To mend it: so case unlock, then so case edit")
WRONG_PASSPHRASE = _("This passphrase does not open {file}.")
STILL_LOCKED = _("Nothing was changed. Look at Caps Lock and at spaces, and try again.")
NOT_LOCKED_HERE = _("this is not a file that was locked with a passphrase")
ONLY_PASSPHRASES = _("choose another file, or look whether this one is damaged")
TOO_MUCH_WORK = _("this file asks for so much work that no computer here should try to open it")
TOO_BUSY = _("This computer is too busy, or too slow, to open {file} now.")
LESS_BUSY = _("Close other programs and try again. Nothing was changed.")
DAMAGED = _("this file is damaged, so it cannot be opened")
USE_A_COPY = _("use a copy of it, if there is one")
ONE_ANSWER_ONLY = _("only one answer fits here")
SHORTEN_IT = _("shorten it")
WANT_BETWEEN = _("write a number from {least} to {most}")
WRITE_THE_WORD = _("write {word}")
RULES_OUT = _("'{value}' rules out the other answers")
KEEP_OTHERS = _("keep it alone, or take it out")
TOO_MANY_ANSWERS = _("these are {count} answers")
CHOOSE_AT_MOST = _("choose at most {count}")
VALUE_OR_STATE = _("an answer is either a value or a state")
KEEP_ONE = _("keep exactly one of the two")

# --- Cases in a spreadsheet ---
IN_A_ROW = _("row {row}: {wrong}")
IN_A_CELL = _("row {row}, column {column}: {wrong}")
NO_COLUMN_NAMES = _("the first row does not name the columns")
NAME_THE_COLUMNS = _("write a name above each column, such as id and stage")
UNKNOWN_COLUMN = _("there is no such column")
SAME_COLUMN_TWICE = _("this column stands here twice, first as column {column}")
NO_ID_COLUMN = _("there is no column 'id'")
ADD_ID_COLUMN = _("add one, with a short name or a number for each person")
NAMELESS_COLUMN = _("something stands here, and the column has no name")
NAME_THE_COLUMN = _("name the column in the first row, or empty this cell")
IS_UTF_16 = _('this is "Unicode text" (UTF-16), which is not read here')
SAVE_AS_CSV = _('save it as "CSV UTF-8"')
OLD_LINE_ENDS = _("a line ends here in an old way, which is not read here")
ROW_TOO_LARGE = _("this row is larger than {limit} MB")
UNCLOSED_QUOTE = _(
    'a quotation mark (") opens a cell here, and none closes it (lines taken in: {count})'
)
CLOSE_THE_QUOTE = _('look for a quotation mark (") that is not closed')
STRAY_QUOTE = _('something follows a quotation mark (") that closes a cell')
DOUBLE_THE_QUOTE = _('write "" for a quotation mark inside a cell')
CELL_TOO_LONG = _("a cell here is longer than {count} characters")
FORMULA = _("this is a formula")
WRITE_THE_RESULT = _("write its result")
SHEET_ERROR = _("this is an error of the spreadsheet")
MEND_THE_CELL = _("mend the cell, or empty it")
SERIAL_DAY = _("this is a bare number, not a day")
FORMAT_AS_DATE = _("format the column as a date, or write the date as 2026-12-10")
DAY_OF_TWO_READINGS = _("this day can be read in two ways")
DAY_WITHOUT_YEAR = _("this day has no year")
YEAR_OF_TWO_DIGITS = _("a year of two digits can be read in two ways")


def sentence(wrong: str, right: str = "") -> str:
    """What is wrong, and what would be right, as one sentence of its own."""
    text = f"{wrong}; {right}" if right else wrong
    text = text[:1].upper() + text[1:]
    return text if text.endswith(("?", ".", "!")) else f"{text}."


# --- Packet --------------------------------------------------------------------------------------
NOTICE = _(
    "Made with the person's own answers. Not medical advice, and not reviewed by a doctor. "
    "Please check it against the medical records."
)
BLANK_NOTICE = _("A form to fill in by hand. Not medical advice, and not reviewed by a doctor.")
STATES = {
    "not-sure": _("not sure"),
    "later": _("to be answered later"),
    "does-not-apply": _("does not apply"),
}
AM, PM = _("am"), _("pm")
NONE_CHOSEN = _("none")
WEEKS_UNIT = _(" weeks")
DAYS = (_("Mon"), _("Tue"), _("Wed"), _("Thu"), _("Fri"), _("Sat"), _("Sun"))
MONTHS = (
    _("Jan"), _("Feb"), _("Mar"), _("Apr"), _("May"), _("Jun"),
    _("Jul"), _("Aug"), _("Sep"), _("Oct"), _("Nov"), _("Dec"),
)  # fmt: skip
CONFLICT_QUESTION = _("My papers say two things about {about}; which is right?")
CONFLICT_SHORT = _("Two answers about {about}")
CONFLICT_WHY = _("Two answers that cannot both be so may change which treatment fits.")
CONFLICT_LISTEN_FOR = _("Which one is right, how that is known, and who will correct the papers.")

# --- Interview -----------------------------------------------------------------------------------
MARKS = {
    "not-sure": _("Not sure"),
    "later": _("Come back to this later"),
    "does-not-apply": _("Does not apply"),
}
LEAVE_CHAPTER = _("Leave this whole part for later")
PLAIN_MARK = _("Use plain numbered lines (good with a screen reader)")
PROGRESS = _("{title}, {number} of {count}")
UNDERSTOOD = _("Written down:")
NO_REPLY_GIVEN = _("nothing was written")
TYPE_SOMETHING = _("write an answer, or choose one of the other ways")
ROWS_EXCLUDE = _("these do not go together: {rows}")
TICK_ONE = _("tick one of them")
LEVELS = {
    "911": _("Call 911 now"),
    "team-now": _("Call your care team now"),
    "today": _("Call your care team today"),
}
HELP_COMES_FIRST = _("{level}. These pages can wait.")
STOP_AND_CALL = _("Stop here and get help; everything is saved")
GO_ON_NOW = _("Help is on its way, or has been called: go on")
SHOW_ALL = _("See {count} more questions")
ADD_OWN = _("Add a question in my own words")
LEAVE_OUT = _("Leave some questions out")
ASK_OWN = _("What else would you like to ask? Write it in your own words. Enter alone goes back.")
ASK_LEAVE_OUT = _("Which questions should be left out? Tick them. They can come back later.")
WRITE_PAGES = _("All is right: write my pages")
FINISH_ONLY = _("Stop here; everything is saved")
ADD_FACT = _("Add something that was not asked")
ASK_ADD_FACT = _("What would you like to add?")
REVIEW_ROW = _("{label}: {text}")
COUNT_CHOSEN = _("{count} chosen")
COUNT_HERE = _("{count} in hand")
COUNT_DONE = _("{count} done")
NO_BIRTH_YEAR = _("the year is missing")
NO_BIRTH_DATE = _("that cannot be a birth date")
NO_AGE = _("that cannot be the age")
BIRTH_DATE_HINT = _("write a name, then a birth date or an age: Pat Doe, 4/2/1971")
NO_DAY = _("the day could not be read")
DAY_HINT = _("write it like Dec 10 or 12/10/2026, or leave it out")
TIME_HINT = _("write the time like 2:30 pm")
BORN = _("born {day}")
AGED = _("{age} years old")
BY = _("by")
FOR = _("for")
DECIDE_BY = _("{what} (by {day})")
AGE_WORDS = (
    r"\b(?:age|aged|years? old|years?|born(?: on)?|birth ?date|birthday|date of birth|dob|yo)\b"
    r"|\by/o\b|\bb\.(?=\s*$)"
)
"""Words around an age or a birth date that are not part of a name (a pattern)."""
DAY_WORDS = {"yesterday": -1, "today": 0, "tomorrow": 1}
"""Days that are named from today, and how many days away they are."""
VAGUE_DAYS = r"\b(?:next|this|coming)\s+(?:week|month|(?:mon|tue|wed|thu|fri|sat|sun)[a-z]*)\b"
"""Words for a day that may mean two (a pattern)."""
NOON = r"\b(?:12 )?noon\b"
HOW_TO_TAKE = (
    r"(?:once|twice|one|two|three|four|half|\d+ ?(?:x|times)|every|each|daily|weekly|monthly"
    r"|nightly|mornings?|evenings?|at|in|on|as|prn|when|for|with|without|before|after|by|per|a)\b"
)
"""How a part of a line begins that says how a medicine is taken, and names no new one."""
STATE_WORDS = {
    **dict.fromkeys(
        (
            "not sure", "i am not sure", "i'm not sure", "unsure", "don't know", "dont know",
            "i don't know", "i dont know", "do not know", "i do not know", "unknown", "not known",
            "no idea", "not yet", "none yet", "not booked", "not booked yet", "no visit yet", "tbd",
        ),
        "not-sure",
    ),
    "later": "later",
    "does not apply": "does-not-apply",
    "not applicable": "does-not-apply",
}  # fmt: skip
"""What people type in place of an answer, and which of MARKS it is."""
NONE_WORDS = frozenset({"none", "no", "nothing", "n/a", "none known"})
SPECIALTY_WORDS = {
    r"radiation oncolog(?:ist|y)|radiation doctor|rad onc": "radiation-oncologist",
    r"plastic surge(?:on|ry)|plastic": "plastic-surgeon",
    r"surgical oncolog(?:ist|y)|(?:breast |general |onc(?:ology)? )?surge(?:on|ry)": (
        "breast-surgeon"
    ),
    r"(?:hematolog(?:ist|y) ?/ ?)?(?:medical )?oncolog(?:ist|y)|cancer doctor|(?:med|hem) ?/?onc": (
        "medical-oncologist"
    ),
    r"pathologist|pathology": "pathologist",
    r"radiologist|radiology": "radiologist",
    r"genetic(?:s)?(?: counselor)?|geneticist": "genetic-counselor",
    r"fertility(?: specialist| doctor)?": "fertility-specialist",
    r"palliative(?: care)?(?: team)?": "palliative-team",
    r"(?:nurse )?navigator|nurse": "nurse-navigator",
}
"""How people name a specialty (a pattern), and which one it is."""
VISIT_BY_WORDS = {
    r"video|online|zoom|telehealth|remote": "video",
    r"(?:by )?(?:tele)?phone": "phone",
    r"in person|in-person": "in-person",
    r"records[ -]only(?:, no visit)?": "records-only",
}
VISIT_FILLERS = r"\b(?:(?i:at|with|by|visit|appointment|appt|second opinion)|a|an|the|on)\b(?!\.)"
"""Words of a visit line that carry nothing (a pattern)."""
WHO = {
    "pathologist": _("pathologist"),
    "breast-surgeon": _("breast surgeon"),
    "medical-oncologist": _("medical oncologist"),
    "radiation-oncologist": _("radiation oncologist"),
    "radiologist": _("radiologist"),
    "genetic-counselor": _("genetic counselor"),
    "plastic-surgeon": _("plastic surgeon"),
    "fertility-specialist": _("fertility specialist"),
    "palliative-team": _("palliative care team"),
    "nurse-navigator": _("nurse navigator"),
    "insurer": _("insurance company"),
    "hospital": _("hospital"),
    "own-doctor": _("own doctor"),
}
WHOM = {
    "pathologist": _("the pathologist"),
    "breast-surgeon": _("the breast surgeon"),
    "medical-oncologist": _("the medical oncologist"),
    "radiation-oncologist": _("the radiation oncologist"),
    "radiologist": _("the radiologist"),
    "genetic-counselor": _("the genetic counselor"),
    "plastic-surgeon": _("the plastic surgeon"),
    "fertility-specialist": _("the fertility specialist"),
    "palliative-team": _("the palliative care team"),
    "nurse-navigator": _("the nurse navigator"),
    "insurer": _("the insurance company"),
    "hospital": _("the hospital"),
    "own-doctor": _("my own doctor"),
}
VISIT_BY = {
    "in-person": _("in person"),
    "video": _("by video"),
    "phone": _("by phone"),
    "records-only": _("records only, no visit"),
}

# --- Pages ---------------------------------------------------------------------------------------
VISIT = _("Visit:")
NAME = _("Name:")
PHONE = _("phone {number}")
INTERPRETER = _("interpreter: {language}")
PLEASE_LOOK = _("Please look at my first three questions with me.")
URGENT_FIRST = _("This cannot wait:")
MUST_DECIDE = _("I must decide:")
BOOKED = _("Booked:")
CASE_IN_SHORT = _("My case in short (R: from a report, T: as told, ?: not known)")
NOTHING_TOLD = _("Nothing is known yet; the reports will say more.")
FROM_REPORT = _("R")
AS_TOLD = _("T")
CONTRADICTORY = _("The papers say two things")
NOT_KNOWN = _("?")
NOT_APPLICABLE = _("n/a")
HAD = _("Had:")
FIRST_PLAN = _("First plan:")
MAY_BE_CALLED = _("may be called: yes / no")
ILLNESSES = _("Illnesses:")
MEDICINES = _("Medicines:")
ALLERGIES = _("ALLERGIES:")
RECORDS_HERE = _("Records here:")
NOT_ARRIVED = _("Not arrived:")
SEE_MY_PAGES = _(" ... (see my own pages)")
AND_MORE = _("and {count} more (see my own pages)")
MATTERS_MOST = _("What matters most to me:")
IF_TIME = _("If there is time (details on my own pages):")
DOCTORS_NOTES = _("Doctor's notes or drawing:")
NEXT_STEP = _("Next step:")
BY_WHOM = _("Who:")
BY_WHEN = _("By when:")
TYPED_BY = _("(typed by {name})")
SIGNATURE = _("The patient's own answers{typed_by}, {day}; not verified, not medical advice.")
PACKET_TITLE = _("Second opinion: {name}")
PACKET_TITLE_ALONE = _("Second opinion")
DOCTOR_PAGE = _("Page for {doctor}")
THE_DOCTOR = _("the doctor")
MY_PAGES = _("My own pages")
WHY = _("Why:")
LISTEN_FOR = _("A clear answer has:")
GIVEN_ANSWER = _("Answer:")
FOR_WHOM = _("To ask {who}")
FOR_ANYBODY = _("In my own words, and to clear up")
ABOUT_A_HOSPITAL = _("About a hospital")
MORE_ON_HOSPITALS = _("Why each matters, and what a clear answer has: so checklist hospital")
WHO_HAS_IT = _("Who has it:")
HOW_TO_ASK = _("How to ask:")
WHEN_IT_COMES = _("When it comes:")
OWN_NOTE = _("Note:")
RECORDS = _("Records to bring or have sent")
STEPS = _("What to do, and by when")
DONE_ON = _("done {day}")
DO_BY = _("by {day}")
ALL_ALONG = _("all along")
DAYS_BEFORE = _("{count} working days before the visit")
A_DAY_BEFORE = _("one working day before the visit")
RECORD_STATES = {
    "needed": _("needed"),
    "requested": _("asked for"),
    "promised": _("promised"),
    "sent": _("sent"),
    "arrived": _("here"),
    "not-available": _("not to be had"),
    "does-not-apply": _("does not apply"),
}
WHAT_CAN_BE_DONE = _("What can be done where a record does not come")
EXPECTED_BY = _("should be here by {day}")
WAS_EXPECTED = _("was due by {day}")
ASK_BY = _("ask by {day}")
TAKES_DAYS = _("may take {count} working days")
TAKES_A_DAY = _("may take one working day")
CANNOT_WAIT = _("This cannot wait")
QUESTIONS = _("All my questions")
CALLS = _("To ask by phone, before the visit")
TWO_THINGS = _("My papers say two things")
WHAT_I_TOLD = _("What was told about my case")
QUOTED = _("it says: {words}")
ENTRIES = {
    "AllergyIntolerance": _("allergy"),
    "Condition": _("illness"),
    "DiagnosticReport": _("report"),
    "DocumentReference": _("paper"),
    "ImagingStudy": _("scan"),
    "MedicationAdministration": _("medicine that was given"),
    "MedicationDispense": _("medicine from the pharmacy"),
    "MedicationOrder": _("medicine that was ordered"),
    "MedicationPrescription": _("medicine that was ordered"),
    "MedicationRequest": _("medicine that was ordered"),
    "MedicationStatement": _("medicine"),
    "MedicationUsage": _("medicine"),
    "Observation": _("test result"),
    "Patient": _("person"),
    "Procedure": _("procedure"),
}
OTHER_TUMORS = _("Other tumors")
OTHER_TUMORS_TOO = _("Other tumors:")
MEDICINES_TITLE = _("Medicines and allergies")
PAGE_OF = _("{name}, page {page} of {pages}")
LOGO_WORDS = _("Logo")
CONTENTS = _("On these pages")
SKIP_TO_PAGES = _("Go to the pages")
CALENDAR_NAME = _("Second opinion")
DAYS_TITLE = _("What comes when")
PAPERS_DUE = _("Papers should be there")
AGENDA = {
    "ask": _("Ask for: {what}"),
    "do": _("{what}"),
    "due": _("{what}; call about what has not come"),
    "visit": _("Visit: {what}"),
    "decide": _("Decide: {what}"),
    "booked": _("{what}"),
}
AGENDA_ALONE = {
    "visit": _("Visit"),
    "today": _("These pages were made"),
    "decide": _("Decide by this day"),
}
TIMELINE_WORDS = _("A line with {count} days on it, from {first} to {last}; the list names each.")
BREAST_WORDS = _("Both breasts seen from the front. Marked: {side}; {place}.")
SIDE_LETTERS = {"right": _("R"), "left": _("L")}
DOCTORS = _("Doctors who know the case")
TO_READ = _("To read when there is a quiet moment")
WORDS = _("Words used here")
SOURCES = _("Where this comes from")
CHECKLIST_TITLES = {
    "questions": _("Questions to ask"),
    "records": _("Records checklist"),
    "steps": _("Steps before the visit"),
    "hospital": _("Questions about a hospital"),
    "card": _("Question card"),
    "visit": _("Notes of the visit"),
    "compare": _("Hospitals side by side"),
}
HOW_TO_READ_HOSPITALS = _(
    "The hospitals stand in the order in which they were written down. Nothing here says which one "
    "is better. Numbers can be compared only if they are of the same year and were counted alike. "
    "What is open has room to write."
)
OTHER_HOSPITALS = _("There is room for {count}. Not shown: {names}.")
FIND_OUT = _("Where to find this out:")
ASK_THE_HOSPITAL = _("Ask the hospital.")
WITH_YEAR = _("{answer} ({year})")
WITHOUT_YEAR = _("{answer} (of which year?)")
HOSPITALS = (_("Hospital 1"), _("Hospital 2"), _("Hospital 3"))
HOSPITAL_FACTS = (_("Name"), _("Phone"), _("Date of the call, and who answered"))
NOTE_FIELDS = ((_("Name:"), _("Date:")), (_("Doctor:"), _("Who came along:")))
NOTES_ANSWERS = _("My questions, and the answers")
NOTES_DIAGNOSIS = _("What is it? What does this doctor see in another way?")
NOTES_PLAN = _("What would this doctor do?")
NOTES_WHY = _("Why?")
NOTES_BEFORE_LEAVING = _("Before I leave")
NOTES_BOXES = (
    _("I asked for the report in writing."),
    _("I know who tells my first doctor."),
    _("I know whom to call with a question."),
    _("I know how long it is safe to take for my decision."),
)
PLAN_FIELD = _("{part}:")
ASSESS_TITLE = _("Would a second opinion help now?")
REASONS = _("Reasons that fit this case")
NO_REASON_NEEDED = _("To want to be sure is reason enough. No other reason is needed.")
NOTHING_KNOWN_YET = _(
    "Nothing is known of this case yet. After `so interview` there is more to say."
)
KINDS = _("Which kind comes first")
WAIT = _("How long it is safe to wait")
FINE = _("It is also fine to go on")
SOMEBODY_TO_CALL = _("Somebody to call")
TARGET_IS_FOLDER = _("{file} is a folder; give the name of a file in it.")
TARGET_EXISTS = _("{file} is already there, and was not changed.")
TARGET_IS_SOURCE = _("{file} holds answers, or what pages are made from. It was not changed.")
TARGET_IS_NO_FILE = _("{file} is there, and is not a file that could be replaced.")
ANOTHER_NAME = _("Give another name with -o.")
USE_FORCE = _("Give another name, or --force to replace it.")

# --- Commands ------------------------------------------------------------------------------------
STANDARD_OUTPUT = _("The output")
TO_BEGIN = _("To begin: so interview")
SEE_HELP = _("so --help shows what there is.")
START = (
    _("Hello. so helps you get ready for a second opinion about breast cancer."),
    _("To begin: so interview. It asks one thing at a time, and all stays on this computer."),
    _("Reports, or a download from a patient portal? so import reads them."),
    _("Not sure that you need one? so assess. Just a list to print? so checklist."),
    _("For more help: so --help"),
)
BAD_TODAY = _("SO_TODAY is '{value}', which is not a day.")
WANT_TODAY = _("Write it as 2026-12-10.")
NO_SUCH_STAGE = _("There is no stage '{stage}'.")
NO_SUCH_FORMAT = _("There is no format '{format}'.")
NO_SUCH_PAPER = _("There is no paper '{paper}'.")
NO_SUCH_READER = _("There are no pages for '{reader}'.")
NOT_FOR_A_TERMINAL = _("This kind of file cannot be shown here.")
GIVE_OUTPUT = _("Give it a name: -o {file}")
UNDRAWN = _(
    "No font here has these letters: {letters} In the PDF a question mark stands for each. "
    "A web page shows them all: -f html"
)
HOW_TO_USE = {
    "md": _("For paper, make a PDF: give a name that ends in .pdf."),
    "pdf": _("To print it: open it, choose Print, and keep the size at 100%."),
    "html": _(
        "It opens in any browser, on a phone too. To print it, choose Print there. "
        "What is ticked there is gone when it is closed."
    ),
    "txt": _("It is plain text, to paste into a chart or a message, or to print."),
    "fhir": _("It is for the programs of hospitals. To read it yourself, make a PDF as well."),
    "ics": _("Open it, and its days go into a calendar. A newer one changes the same days."),
}
NO_SUCH_LETTER = _("There is no letter '{kind}'.")
WHICH_LETTER = _("Which letter shall be written?")
TO_SEE_LETTERS = _("so letter lists them.")
ALL_ASKED_FOR = _("Nothing of this kind is left to ask for; the letter names what is usual.")
LETTERS = _("The letters, each with: so letter KIND")
NO_SUCH_WORD = _("There is no word '{word}' here.")
WORDS_THERE_ARE = _("All the words: so explain")
MEANS = _("{word}: {text}")
NO_SUCH_STATE = _("'{state}' is not a state.")
TWO_LETTERS = _("Write its two letters, such as CA or NY.")
NO_CENTER_THERE = _("No center on this list is in {state}.")
CENTER = _("{name}, {at}, {city}, {state} ({kind})")
CENTER_ALONE = _("{name}, {city}, {state} ({kind})")
CHILDREN = _("for children")
AS_OF = _("{title}, as of {day}")
PHONE_LINE = _("Phone: {phone}")
NO_SUCH_ENTRY = _("There is no '{id}' in this bank.")
LIST_SECTIONS = _("so bank list shows what there is.")
NO_SUCH_SECTION = _("There is no part of a bank called '{section}'.")
COUNTED = _("{section}: {count}")
WHICH_SCHEMA = _("Which schema shall be printed?")
NO_SUCH_SCHEMA = _("There is no schema '{name}'.")
NO_SUCH_CHECKLIST = _("There is no checklist '{kind}'.")
STRANGERS = _(
    "This bank does not know: {ids}. They stay in the file, and are left out of the pages."
)
AND_OTHERS = _("{names} and {count} more")
WRITTEN = _("Written: {file}")
INTERVIEW_IS_NO_JSON = _("An interview is a talk, so it cannot be given as JSON.")
JSON_FROM_SUMMARY = _("For the packet as JSON: so summary -f json")
NOTHING_TO_ASK = _("With --no-input nothing is asked, so there is nothing to do.")
GIVE_ANSWERS = _("Give a file of answers with --answers.")
OTHER_CASE = _("these are the answers of '{other}', and this case is '{case}'")
SAME_CASE = _("choose the right file or the right --case")
WELCOME = _(
    "Welcome. About eight questions come first, then the first page for the doctor is written. "
    "Every answer is saved at once, on this computer alone. "
    "It is fine to stop at any time, and to be not sure."
)
WELCOME_BACK = _("Welcome back. Everything answered before is still here.")
SAVED_SO_FAR = _("{why}\nEverything answered so far is saved.")
ALL_SAVED = _("Everything is saved.")
GO_ON_WITH = _("To go on: {command}")
FIRST_PAGE_READY = _(
    "The first page for the doctor is ready: {file}. What comes now makes it fit better. "
    "It is fine to stop here."
)
PAGES_READY = _("The pages are ready: {file}. The first one is for the doctor.")
FOR_PAPER = _("For paper: {command}")
PAGES_ARE_THERE = _("{file} is there already. Where should the pages go?")
REPLACE_PAGES = _("Replace {file}")
NEW_PAGES = _("Keep it, and write {file}")
CHOOSE_WHERE = _("Please choose one of the two.")
PAGES_ANY_TIME = _("The answers are saved. To write the pages later: so summary -o FILE")
NO_CASES = _("There is no case yet. To begin: so interview")
NOTHING_DUE = _("No case has a day to come.")
NO_STAGE_YET = _("no stage yet")
CASE_NOT_READABLE = _("cannot be read; see `so case show`")
LOCKED_ROW = _("locked")
NEXT_VISIT = _("Visit: {what}")
NEXT_DECISION = _("Decide by: {what}")
TODAY = _("today")
TOMORROW = _("tomorrow")
YESTERDAY = _("yesterday")
IN_DAYS = _("in {count} days")
DAYS_AGO = _("{count} days ago")
ASK_PASSPHRASE = _("What is the passphrase of {file}?")
CHOOSE_PASSPHRASE = _("Choose a passphrase for {file}.")
PASSPHRASE_HELP = _(
    "A passphrase is a long password. Four or five words that have nothing to do with each other "
    "are good. Capital letters and spaces count."
)
IF_FORGOTTEN = _(
    "If the passphrase is forgotten, nobody can open the case again: there is no other way in. "
    "So write it down, and keep it in a safe place."
)
ONCE_MORE = _("Type the passphrase once more.")
NOT_THE_SAME = _("these two were not the same. Please type it twice again.")
LOCKED_AND_ASKS_NOTHING = _("{file} is locked, and with --no-input nobody is asked to open it.")
PASSPHRASE_NEEDED = _("A passphrase is needed, and with --no-input nobody is asked for one.")
LEAVE_OUT_NO_INPUT = _("Leave out --no-input. A script gives the passphrase as a line of input.")
NO_PASSPHRASE_CAME = _("A passphrase is needed for {file}, and none came.")
GIVE_A_LINE = _("Type it in a terminal, or give it as a line of standard input.")
LOCKED = _("Locked: {file}")
PAGES_ARE_OPEN = _(
    "Pages that were written before, and copies in other places, are not locked. "
    "Delete those that nobody should see."
)
ALREADY_LOCKED = _("It is locked already: {file}")
UNLOCKED = _("Unlocked: {file}")
NOT_LOCKED = _("It is not locked: {file}")
EDIT_NEEDS_SOMEBODY = _("Editing needs somebody at the keys, and nobody is here.")
EDIT_BY_HAND = _("The case is a text file; so case path says where it is.")
NO_EDITOR = _("No editor was found here.")
SET_EDITOR = _("Say which one to use: EDITOR=nano so case edit")
EDITOR_FAILS = _("The editor {editor} cannot be started: {why}.")
EDITOR_ENDED_BADLY = _("The editor ended with an error (code {code}), so nothing was changed.")
BAD_EDITOR = _("EDITOR or VISUAL cannot be read: a quote mark is open.")
NOTHING_EDITED = _("Nothing was changed.")
EDITED = _("Saved: {file}")
NOT_EDITED = _("The case is as it was before.")
ASK_EDIT_AGAIN = _("This cannot be saved yet. What shall be done?")
OPEN_AGAIN = _("Open it again and mend it")
LEAVE_AS_IT_WAS = _("Leave the case as it was before")
EDIT_NOTE = _("These lines are wrong. Mend them, save, and close the editor.")
EDIT_NOTES_GO = _("Lines that begin like this one are taken out again.")
EDIT_NOTE_LINE = _("line {line}: {what}")
CASE_IS_THERE = _("There is a case already: {file}. It was not changed.")
OTHER_CASE_NAME = _("Give another name, or --force to replace it.")
SAVED_AS = _("Saved: {file}")
WHERE_TO_EXPORT = _("Where shall the case be written?")
NOT_AN_EXPORT = _("A case cannot be written as {file}.")
EXPORT_NAMES = _(
    "Give a name that ends in .yaml, .json or .age (locked). For pages: so summary -o FILE"
)
NO_NAME_INSIDE = _("'{id}', the id in this file, cannot be the name of a case.")
NAME_THE_CASE = _("Give it a name: --case NAME")
DELETE_NEEDS_YES = _("Deleting asks first, and nobody can be asked here. Use --yes to delete.")
ASK_DELETE = _("Delete {file}? It cannot be brought back.")
KEEP_IT = _("Keep it")
DELETE_IT = _("Delete it")
NOT_DELETED = _("Nothing was deleted.")
DELETED = _("Deleted: {file}")
COUNT_PROBLEMS = _("Problems found: {count}.")
BANK_IS_RIGHT = _(
    "The bank is right: {questions} questions, {records} records, {facts} facts, {words} words."
)

# --- Records, steps, medicines ---
CASE_SAYS = _("{title}: {state}.")
CHECK_ON_ARRIVAL = _("Please check it now: {check}")
CALL_IF_NOT_HERE = _("If it is not here by then, call and ask.")
LETTER_THAT_HELPS = _("A letter that helps: so letter {kind}")
NO_SUCH_ACTION = _("There is no '{action}' here.")
NOT_ASKED = _("With --no-input nothing is asked, so the command has to say it all.")
WHICH_RECORD = _("Which record is it?")
WHICH_STATE = _("How far has it come?")
WHICH_STEP = _("Which step is it?")
WHICH_STEP_STATE = _("Is it done?")
GIVE_WHICH = _("Say which, and how far it has come: so {command} set ID {states}")
NO_SUCH_RECORD = _("There is no record '{id}'.")
NO_SUCH_STEP = _("There is no step '{id}'.")
TO_SEE_THEM = _("so {command} lists them with their ids.")
NO_SUCH_DAY = _("'{day}' is not a day.")
DAY_FORMS = _("Write it as 2026-12-10, or as Dec 10.")
DAY_TO_COME = _("{day} is still to come.")
DAY_IT_HAPPENED = _("Give the day on which it happened. A day to come can stand in the note.")
LIST_ONLY_SHOWS = _("To show the list takes nothing more, so nothing was written down.")
NOTHING_CHANGED = _("Nothing was changed.")
ASK_NOTE = _("A note: who said what, and a reference number? Enter leaves it as it is.")
NOTE_IS_SEEN = _(
    "This note now stands in the history of the shell. Next time, --note - asks for it instead."
)
PIPE_THE_NOTE = _("Let the note come through a pipe, or leave --no-input out.")
NOTE_NOT_READABLE = _("Some letters of the note could not be read, so nothing was changed.")
NOTE_TOO_LONG = _("A note has at most {length} characters, so nothing was changed.")
NOTHING_TO_LIST = _("Nothing is listed yet. After `so interview` there is more here.")
STEP_STATES = {"done": _("done"), "open": _("not done yet")}
MEDICINE_OR_ALLERGY = _("What would you like to add?")
A_MEDICINE, AN_ALLERGY = _("A medicine"), _("An allergy")
ASK_MEDICINE = _("Which one, how much, how often, and what for?")
ASK_MEDICINE_HELP = _("For example: lisinopril 10 mg daily for blood pressure")
ASK_ALLERGY = _("An allergy to what, and what happens?")
ASK_ALLERGY_HELP = _("For example: penicillin, a rash; latex")
ASK_REMOVE = _("Which one should be taken off the list?")
KEEP_ALL = _("None of them, keep the list")
ADDED = _("Added: {what}")
REMOVED = _("Taken off the list: {what}")
NOTHING_ON_LIST = _("There is nothing on the list.")
MEDICINES_ASK = _("Medicines are asked for, and never given in the command. Run it in a terminal.")
MEDICINE_LINE = _("Medicine: {what}")
ALLERGY_LINE = _("Allergy: {what}")
NO_MEDICINES_YET = _("No medicines and no allergies are written down. To add one: so medicines add")

# --- Hospitals ---
ASK_HOSPITAL = _("What is the name of the hospital?")
ASK_HOSPITAL_HELP = _("For example: Lakeside Breast Center")
HOSPITAL_IS_THERE = _("this hospital is on the list already")
ANOTHER_HOSPITAL = _("write another name")
HOSPITALS_ARE_FULL = _("{count} hospitals are on the list, as many as fit side by side.")
TO_REMOVE_HOSPITAL = _("To make room for another: {command}")
NO_HOSPITALS = _("No hospital is written down yet.")
TO_ADD_HOSPITAL = _("To add one: {command}")
HOSPITAL_ASKS = _("A hospital is asked for, and never named in the command. Run it in a terminal.")
WHICH_HOSPITAL = _("Which hospital is it about?")
HOSPITAL_ROW = _("{name}: {done} of {count} answered")
STILL_OPEN = _("Still open: {what}")
TO_ANSWER = _("To write down answers: {command}")
HOSPITALS_SIDE_BY_SIDE = _("Side by side, on paper too: {command}")
ASK_REMOVE_HOSPITAL = _("Take {name} off the list, with all that it answered?")
KEEP_HOSPITAL = _("Keep it")
REMOVE_HOSPITAL = _("Take it off the list")
NOT_REMOVED = _("Nothing was taken off the list.")
HOSPITAL_WELCOME = _(
    "A few words are enough for each question, and Enter leaves one open. "
    "Every answer is saved at once. It is fine to stop at any time."
)
ASK_HOW_FAR = _("{done} of {count} questions are answered. What would you like to do?")
ASK_OPEN = _("Go on with what is still open ({count})")
ASK_ALL = _("Go through all, to change answers ({count})")
HOW_TO_ANSWER = _(
    "For example: yes, 2025; told by the nurse navigator. The year comes after a comma, and what "
    "stands after ; is a note."
)
ASK_YEAR = _("{title}: {answer}. Of which year is that? Enter if nobody knows.")
ASK_YEAR_HELP = _("An answer of this kind changes from year to year.")
YEAR_FORM = _("write the year with four digits, such as 2025")
HOSPITAL_SAVED = _("All that {name} answered is saved.")
BLANK_COMPARISON = _("A blank form for three: so checklist compare")

# --- After the visit ---
THIS_DOCTOR = _("this doctor")
THE_SPECIALIST = _("the {who}")
OPINION_TITLES = {
    "first": _("First opinion"),
    "second": _("Second opinion"),
    "third": _("Third opinion"),
}
ASK_WHICH_OPINION = _("Which opinion is it about?")
ASK_WHICH_VISIT = _("Which visit is it about?")
ASK_WHO_GAVE = _("Who gave the opinion, what kind of doctor, and on which day?")
ASK_WHO_FIRST = _("Who gave the first opinion, what kind of doctor, and on which day?")
ASK_WHO_GAVE_HELP = _("For example: Dr. Rivera, medical oncologist, Dec 10")
NOT_YET = _("that day is still to come")
DAY_OF_OPINION = _("give the day on which the opinion was given")
ASK_ANSWER = _("What was the answer to this question?\n{question}")
ASK_WHICH_ANSWERED = _("Which of these were answered too?")
ASK_WHICH_ANSWERED_HELP = _(
    "For each one that is ticked, there is room for the answer. The others stay open."
)
MORE_ANSWERED = _("Show the other questions")
ASK_CANCER = _("What did {doctor} say about the cancer itself?")
ASK_CANCER_HELP = _(
    "This is about what the cancer is: its type, its size, its test results. "
    "The treatment comes after it."
)
SAME_CANCER = _("The same as the papers here say")
NEW_ON_CANCER = _("Something new, or something different")
NOTHING_ON_CANCER = _("Nothing about it")
ASK_SPOKEN_OF = _("What did {doctor} say something new or different about?")
ASK_SPOKEN_OF_HELP = _(
    "The new report helps here. It is fine to tick only what was surely spoken of."
)
IN_THE_PAPERS = _("{label} (in the papers: {said})")
WHAT_SAID = _("What {doctor} said")
ASK_PLAN = _("What treatment did {doctor} suggest?")
ASK_PLAN_HELP = _("The plan so far has these parts: {titles}")
SAME_PLAN = _("The same as the first plan")
NEW_PLAN = _("Something else, or something more")
NO_PLAN = _("No plan yet")
ASK_PARTS = _("Which parts of a plan did {doctor} speak of?")
ASK_PARTS_HELP = _("A doctor who says that a part is not needed spoke of it too.")
ASK_PART = _("{part}: what did {doctor} suggest?")
ASK_WORDS = _("What exactly was suggested? Enter leaves it open.")
ASK_REASON = _("What reason did {doctor} give, in the doctor's own words?")
ASK_REASON_HELP = _("A reason often helps more than the plan itself. Enter leaves it open.")
VISIT_WELCOME = _(
    "This writes down what was said, so that two opinions can be looked at side by side. "
    "Every answer is saved at once. Any question can be left open."
)
VISIT_SAVED = _("All of it is saved.")
SEE_SIDE_BY_SIDE = _("The opinions side by side: {command}")
NEEDS_BOTH = _(
    "When another opinion is here too, they can be compared. To write one down: {command}"
)
VISIT_IS_NO_JSON = _("This is a talk, so it cannot be given as JSON.")
JSON_FROM_COMPARE = _("For the opinions as JSON: so compare opinions --json")
NO_SUCH_OPINION = _("There is no opinion '{opinion}'.")

# --- Opinions side by side ---
COMPARISON_TITLE = _("Opinions side by side")
NO_MEANING_YET = _(
    "What is written down does not say yet how the opinions compare. A part that one doctor left "
    "open can be asked about."
)
HOW_THEY_RELATE = _("How they compare")
RELATIONS = {
    "same": _("The same"),
    "more-exact": _("One is more exact"),
    "different": _("Different"),
    "one-only": _("Not all spoke of it"),
    "unknown": _("Not clear yet"),
}
NOT_SPOKEN_OF = _("nothing noted")
MORE_ROWS = _("There is more than one page has room for: so compare opinions --json")
IN_THEIR_WORDS = _("\u201c{words}\u201d")
DECIDED_BY = _("It is about: {parts}.")
THEIR_REASONS = _("The reasons they gave")
ASK_NEXT = _("What to ask next")
OR_WHOM = _("{others} or {last}")
NO_OPINIONS_YET = _("No opinion is written down yet, so there is nothing to compare.")
ONE_OPINION_YET = _("One opinion is written down. With another one they can be compared.")
TO_WRITE_ONE = _("To write one down: {command}")
NOTHING_COMPARED = _("What these doctors said of the cancer or of a plan is not written down yet.")

# --- Status ---
CALL_ABOUT = _("Call about: {what}")
GET_READY = _("Get ready: {what}")
WRITE_LETTER = _("Write a letter: {title} (so letter {kind})")
ASK_WHOM = _("Ask {who}: {what}")
CAME_NOT = _("was due by {day}; it is worth a call today")
COMES_LATE = _("expected by {day}, after the visit; a call may bring it sooner")
ASKING_IS_OVER = _("was to be asked for by {day}; it is worth a call today")
DAY_IS_OVER = _("best begun by {day}; today is fine too")
LETTER_TAKES = _("10 minutes")
CALL_TAKES = _("5 minutes on the phone")
TODAY_IS = _("today")
TODAY_LINE = _("Today is {day}.")
DAY_LINE = _("{day} ({away}): {what}.")
NO_DAYS_YET = _("No day is set yet. To set one: so interview")
VISIT_WITHOUT_DAY = _("Visit: {what} (no day yet)")
VISIT_IS_TODAY = _("After the visit, to write down what was said: so visit")
VISIT_NOT_WRITTEN = _("The visit was on {day}. To write down what was said: so visit")
VISIT_IS_WRITTEN = _("The visit was on {day}. What was said is written down.")
DECISION_DAY_OVER = _("The day for the decision was {day}. If it has moved: so interview")
NEXT_THINGS = _("Next:")
NEXT_THING = _("{number}. {what} [{id}]")
MORE_PAST = _("Also past their day, and still worth doing: {count} (so steps, so records)")
WRITE_IT_DOWN = _("To write it down: {commands}")
WRITE_DOWN_WITH = {"step": _("so steps set ID done"), "record": _("so records set ID requested")}
STEP_ALL_ALONG = _("All along: {title}.")
ALL_DONE = _("Everything on the lists is done.")
LITTLE_KNOWN = _("Some first answers are still missing. To go on: so interview")
RECORDS_LINE = _("Records: {counts}")
RECORDS_COUNT = _("{count} {state}")
QUESTIONS_LINE = _("Questions: {chosen} chosen for the top, {answered} answered")
LATER_LINE = _("Left for later: {names}")
TO_ASK_LINE = _("Still open in the interview: {count} (see them: so status --ask)")
CONFLICT_LINE = _("The papers say two things about: {about}. There is a question about it.")
LATE_LINE = _("What may help: {titles} (see it: so records)")
STATUS_IS_A_SCREEN = _("Only the list of --ask can be a page; the status itself is for the screen.")
STATUS_AS_DATA = _("For the status as data: so status --json")
ASK_LIST_TITLE = _("Still to ask: {name}")
ASK_LIST_ALONE = _("Still to ask")
OPEN_BECAUSE = {"later": _("left for later"), "not-sure": _("not sure")}
ASK_ALONG = _("{ask} ({why})")
GO_THROUGH = _("To go through the list: so checklist {kind}")
NOTHING_LEFT_TO_ASK = _("Nothing is left to ask.")

# --- An empty file of answers ---
WHICH_STAGE = _("A file of answers is made for one stage.")
GIVE_STAGE = _("Give it with --stage: {stages}")
TEMPLATE_HEAD = (
    _("Answers for this stage: {stage}."),
    _(
        "To answer, take away the # and the blank behind it, and write after the colon. "
        "What stays empty is not answered. Lines with ## only explain."
    ),
    _(
        "Where nothing else fits: not-sure, later or does-not-apply. In place of plain text that "
        "is {{state: not-sure}}, and so on."
    ),
    _('Dates are written as 2026-12-10. A time stands in quotes, as 24 hours: "14:30".'),
)
TEMPLATE_PARTS = {
    "person": _("The person whom it is about."),
    "answered_by": _("The name of who types, where it is somebody else."),
    "doctors": _(
        "Doctors who know the case, each behind a - of its own. "
        "For the one who gave the first opinion: first: true"
    ),
    "visits": _("The visits for a second opinion, each behind a - of its own."),
    "decision": _("What has to be decided."),
    "decide_by": _("The day by which it has to be decided."),
    "facts": _("What is known."),
    "questions": _(
        "More questions to ask, in the person's own words, each behind a - of its own and with an "
        "id of its own: own-2, own-3. The one that matters most is main_question, above."
    ),
    "records": _("How far each record has come."),
    "medicines": _("Medicines, each behind a - of its own."),
    "allergies": _("Allergies, each behind a - of its own."),
    "steps": _("What to do before the visit, and on which day it was done."),
}
NEVER_ASKED = _("Not asked in the interview, and good to add where it is known")
TEMPLATE_WORDS = _("{key}: {words}")
ONE_ALONE = _("{label} (only alone)")
A_LIST = _("A list, such as [{some}].")
NUMBER_FORMS = {
    "": _("A number."),
    "mm": _("A number of millimeters, or with another unit behind it, such as 2.2 cm."),
    "percent": _("A number of percent."),
    "years": _("A number of years."),
    "weeks": _("A number of weeks."),
    "count": _("A whole number."),
}

# --- Prompters ---------------------------------------------------------------------------------
STOPPED = _("Stopped.")
INPUT_ENDED = _("The input ended before the last question.")
NO_REPLY = _("There is no answer ready for '{item}'.")
LOOK_AGAIN = _("Please look again: {sentence}")
URGENT = _("URGENT")
URGENT_LINE = _("{level}: {sign}. {do}")
NOW_ENTER_KEEPS = _("Now: {answer} (Enter keeps it)")
NOW_ENTER_KEEPS_OR_EMPTY = _("Now: {answer} (Enter keeps it, /empty takes it away)")
ANSWER = _("Answer: {answer}")
NOT_SHOWN = _("(not shown)")
NO_SECRET_TYPED = _("nothing was typed.")
NOTHING = _("nothing")
BACK = _("back")
OR = _("or:")
OR_TYPE = _("Or type: {words}")
CHOOSE_ONE = _("Choose one:")
TICK_ANY = _("Tick what fits:")
TICK_UP_TO = _("Tick up to {most}:")
KEYS_CHOOSE = _("Up and Down move, Enter chooses, ? explains, Shift-Tab goes back.")
KEYS_TICK = _(
    "Up and Down move, Space ticks, Enter when you are done, ? explains, Shift-Tab goes back."
)
KEYS_TYPE = _("Type your answer and press Enter. Shift-Tab goes back. Ctrl-C stops.")
KEYS_TYPE_SECRET = _("Type it and press Enter. Only stars are shown. Ctrl-C stops.")
HOW_TO_TYPE_SECRET = _("Type it and press Enter. Nothing of it is shown. Ctrl-C stops.")
HOW_TO_CHOOSE = _(
    "Type a number and press Enter. Type ? for an explanation, /back to go back, "
    "/repeat to have the question again, /stop to stop."
)
HOW_TO_CHOOSE_SOME = _(
    "Type one or more numbers, such as 1 3 or 2-4, and press Enter. Type ? for an explanation, "
    "/back to go back, /repeat to have the question again, /stop to stop."
)
HOW_TO_TYPE = _(
    "Type your answer and press Enter. Type /back to go back, /repeat to have the question again, "
    "/stop to stop."
)
NONE = _("none")
ZERO_FOR_NONE = _("If none of these fits, type 0.")
NO_MORE_HELP = _("There is nothing more to explain here.")
UNKNOWN_COMMAND = _("'{typed}' is not clear. You can type: {words}")
NOTHING_TYPED = _("nothing was typed. Type an answer, or one of: {words}")
NOTHING_CHOSEN = _("nothing is chosen yet. If no answer fits, choose one of the last rows.")
NOTHING_TICKED = _(
    "nothing is ticked yet. Space ticks the row you are on. If no answer fits, take one of the "
    "last rows."
)
REALLY_NOTHING = _(
    "nothing is ticked yet. Space ticks the row you are on. If none of them fits, press Enter "
    "once more."
)
ONLY_ONE = _("only one answer can be chosen here.")
TOO_MANY = _("{count} are chosen, and at most {most} can be. Please take some away.")
STANDS_ALONE = _("'{label}' cannot be chosen together with other rows.")
TYPE_A_NUMBER = _("type a number from 1 to {last}, or /repeat to have the rows again.")
NOT_A_ROW = _("'{typed}' is not one of the rows. Type a number from 1 to {last}, or /repeat.")
SEVERAL_ROWS = _("'{typed}' fits more than one row. Type the number of the row.")
NUMBER_OR_ANSWER = _(
    "{typed} may mean row {typed} ({row}) or the answer {answer}. Type {typed}. with a dot for "
    "row {typed}, or type {right}. for the answer."
)
NOT_READABLE = _("some letters could not be read. Please type it again.")
NO_SUCH_ROW = _("'{id}' is not a row here.")
NOT_THIS_KIND = _("this answer is of another kind than the question.")

# --- Many cases at once --------------------------------------------------------------------------
NO_CASES_NAMED = _("It is not said where the cases are.")
GIVE_A_SOURCE = _("Give a folder of cases, files, a list (.jsonl, .csv), or - for JSON Lines.")
INPUT_TWICE = _("Standard input (-) can be read only once.")
NOT_A_SOURCE = _("{file} does not look like a file with cases.")
SOURCE_ENDINGS = _("Such a file ends in one of these: {words}.")
NO_TARGET = _("It is not said where the pages shall go.")
GIVE_A_TARGET = _("Give --out DIR for files, or --to-jsonl FILE for one file with a packet a line.")
ONE_TARGET = _("--format goes with --out DIR alone; --to-jsonl always writes packets in JSON.")
ONLY_FOR_FILES = _("--prune and --shard go with --out DIR alone.")
OUTPUT_CANNOT_RESUME = _("What went to standard output is gone, so it cannot be resumed.")
GIVE_A_FILE_INSTEAD = _("Give --to-jsonl a file instead.")
SCHEDULER_NEEDS_DASK = _("--scheduler goes with --engine dask.")
INPUT_STAYS_HERE = _("Workers of a cluster cannot read the standard input of this machine.")
SAVE_IT_FIRST = _("Save it in a folder that all of them share, and name the file.")
NO_SUCH_JOBS = _("--jobs needs a number from 1 up.")
NO_SUCH_ENGINE = _("There is no engine '{engine}'.")
NO_DASK = _("--engine dask needs the part dask[distributed], which is not installed.")
GET_DASK = _("Install so with it: pip install 'so-cli[cluster]'")
NOT_PRIVATE = _("{address} is another machine, and would be sent people's data unencrypted.")
USE_TLS = _("Set up the scheduler with encryption, and give its address as tls://...")
NO_SCHEDULER = _("No Dask scheduler answers at {address}.")
START_A_SCHEDULER = _("Start one, or leave --scheduler out to have one for this run.")
WORKER_DIFFERS = _("A worker has another version of so, or another bank, than this machine.")
SAME_EVERYWHERE = _("Install the same so everywhere, and share the folder of --bank.")
WORKERS_DIE = _("Working processes end again and again; perhaps there is too little memory.")
RESUME_LATER = _("What is done stays. To go on: the same command with --resume.")
OUTPUT_STOPPED = _("The lines that were written are whole; the rest is missing.")
EXPORT_STOPPED = _("Stopped.")
EXPORT_IS_HELD = _("Another export is writing here: {file} is in use.")
WAIT_FOR_IT = _("Wait until it is done, or give another place.")
NEWER_MANIFEST = _("{file} was written by a newer so.")
UPDATE_SO = _("Update so, or give another place.")
NOT_A_MANIFEST = _("{file} is damaged, so nobody can tell what was done before.")
REMOVE_MANIFEST = _("Remove it to begin anew. Pages that are there already must be moved away.")
FOLDER_IS_SOURCE = _("{folder} holds cases; pages need a folder of their own.")
NOT_A_FOLDER = _("{file} is there, and is not a folder.")
ANOTHER_FOLDER = _("Give another folder with --out.")
ANOTHER_FILE = _("Give another file.")
RESUME_OR_FORCE = _("Give --resume to go on with it, --force to begin anew, or another name.")
NO_ID = _("this case has no id")
GIVE_AN_ID = _("give it one: it names the pages")
ID_TOO_LONG = _("this id is too long for the name of a file")
SHORTER_ID = _("use a shorter one")
ID_ENDS_BADLY = _("an id cannot end in a dot or a space")
ID_IS_RESERVED = _("'{id}' is a name that Windows keeps for itself")
ANOTHER_ID = _("use another id")
ID_IS_TAKEN = _("'{id}' is also the id of the case in {place}, which comes first")
ID_OF_ITS_OWN = _("give each case an id of its own; capital letters make no difference")
NOT_OURS = _("{file} is there, and this export did not make it")
MOVE_IT_AWAY = _("move it away, or give another folder")
NOT_JSON = _("this is not JSON ({why})")
ONE_CASE_A_LINE = _("a case in JSON begins with { and ends with }, in a list on one line")
LOCKED_IN_BATCH = _("this case is locked")
UNLOCK_IT = _("unlock it first, with so case unlock")
COULD_NOT_BE_MADE = _("so failed on this case ({why})")
PLEASE_REPORT = _("this is a mistake in so: please report it, without the case")
STOPPED_AT_THE_FIRST = _("Stopped at the first bad case, as --strict wants. What is done stays.")
EXPORT_SUMMARY = _("{done} done, {failed} failed, {skipped} skipped, {rate} per second.")
EXPORT_SO_FAR = _("{count} cases, {failed} failed")
EXPORT_REMOVED = _("Cases no longer in the sources, whose pages were removed: {count}.")
EXPORT_FAILED = _("What is wrong, case by case: {file}")
EXPORT_URGENT = _("Cases in which something cannot wait: {count}. Please read {file}")
EXPORT_URGENT_BARE = _("Cases in which something cannot wait: {count}.")
EXPORT_RUNNING = _("Exporting")
VALIDATED = _("Cases that are right: {right}. Cases with something wrong: {wrong}.")
STRANGERS_IN_CASES = _(
    "Cases with ids that this bank does not know: {count}, the first in {place}. The ids: {ids}. "
    "That is no mistake; the pages leave them out."
)
AND_MORE_IDS = _("{names} and more")
BAD_EPOCH = _("SOURCE_DATE_EPOCH is '{value}', which is no number of seconds.")
EPOCH_IS = _("Give the seconds since 1970, or take it away.")

# --- Papers that are opened ---------------------------------------------------------------------
WAITS_FOR_OTHERS = _("it is a pipe, which waits for another program")
NOTHING_IN_IT = _("there is nothing in it")
LOOK_AT_THE_NAME = _("Look at the name: a file can be dragged into this window to type it.")
WHAT_CAN_BE_READ = _(
    "What can be read: a download from a patient portal (zip, JSON, or XML), "
    "and a report as PDF or plain text."
)
GET_IT_AGAIN = _(
    "Download the file, or copy the text, once more. "
    "If it stays like this, ask for it as PDF or text."
)
GIVE_A_PART = _("Give a part of it: the report or the summary alone.")
KEY_TWICE = _("the word '{key}' stands twice in one place, so it is not clear which one counts")
NO_RECORDS_IN_JSON = _("this JSON holds no medical records")
TOO_MANY_PARTS = _("this file has more parts than any record")
ON_LINE = _("line {line}: {wrong}")
MORE_LINES = _("and {count} more lines that cannot be read")
XML_OF_ANOTHER_KIND = _("this XML is no medical summary (C-CDA)")
XML_WITH_DOCTYPE = _("this XML has a document type (DOCTYPE), which could hide something")
BROKEN_XML = _("this XML is broken at line {line}")
BROKEN_ZIP = _("this packed file is damaged")
BROKEN_MEMBER = _("this file in the zip is damaged")
LOCKED_MEMBER = _("this file in the zip is locked with a password")
UNLOCK_ZIP = _("Unpack the zip with its password, and give the files in it.")
STRANGE_PACKING = _("this file is packed in a way that cannot be read here")
PACK_AGAIN = _("Unpack the zip, and give the files in it.")
UNPACKS_TOO_LARGE = _("this packed file grows too large to be a record")
TOO_MANY_MEMBERS = _("there are more than {limit} files in it")
PACKED_TWICE = _("this is a packed file in a packed file")
UNPACK_FIRST = _("Unpack the outer one, and give the inner one.")
CANNOT_READ_IT = _("it cannot be read ({why})")
NO_RECORDS_IN_IT = _("there are no medical records in it")
LEFT_UNOPENED = _("not opened: {files}")
GIVE_BY_NAME = _(
    "If one of them is a report, give its name. If it is in a zip, take it out of there first."
)
APPLE_WITHOUT_RECORDS = _("this Apple Health export holds no records from a hospital")
GET_RECORDS_INTO_APPLE = _(
    "In the Health app, add your hospital under Health Records, wait for the records, "
    "and export again."
)
APPLE_EXPORT_ALONE = _("this is one part of an Apple Health export, the one with steps and pulse")
GIVE_APPLE_ZIP = _("Give the export as it came from the phone: the whole zip.")
CCR_FILE = _("this is an older kind of summary (CCR)")
HL7_V2_MESSAGE = _("this is a message between computers of hospitals (HL7 version 2)")
ASK_FOR_CCDA = _(
    "Ask the portal or the office for the same as a C-CDA summary (XML), or the report as PDF."
)
FHIR_AS_XML = _("these are medical records as XML (FHIR), which cannot be read here")
ASK_FOR_FHIR_JSON = _("Download the same as JSON, or as a C-CDA summary (XML).")
PDF_IS_LOCKED = _("this PDF is locked with a password")
UNLOCK_PDF = _("Open it with its password, print it to a new PDF, and give that one.")
PDF_IS_BROKEN = _("this PDF cannot be opened")
PDF_IS_A_PICTURE = _("this PDF is a picture of paper (a scan): there is no text in it")
PAGES_ARE_PICTURES = _("there is no text on these pages, they are pictures: {pages}")
TEXT_OF_A_PICTURE = _(
    "Ask the records office for the report as text. Or copy the words with your phone "
    "(hold a finger on the text in the picture), and send them to this computer. "
    "To paste them: so import -. To type in what it says: so interview"
)
TOO_MANY_PAGES = _("this has more than {limit} pages")
PDF_TAKES_TOO_LONG = _("this PDF takes too long to read")
IS_A_PICTURE = _("this is a picture ({name})")
IS_A_SCAN = _("this is an image from a scan (DICOM)")
SCANS_GO_TO_DOCTORS = _("Keep it for the doctors. The report about it is what can be read here.")
OFFICE_FILE = _("this is a file of Word, or of another office program")
SAVE_AS_PDF = _("Open it in that program, save it as PDF, and give the PDF.")
HEALTH_LINK = _("this is a SMART Health Link: the records are on the internet, not in this file")
LINK_LABEL = _("it is called '{label}'")
LINK_UNTIL = _("it can be opened until {date}")
SAVE_FROM_LINK = _(
    "This program never goes online. Open the link in a browser, download the records there, "
    "and give that file. Who has the link can read the records, so keep it to yourself."
)
CDA_ENTRY = _("{section}, entry {entry}")
CDA_SECTION = _("a section without a title")
CDA_HEAD = _("at the top")

# --- What coded papers say ----------------------------------------------------------------------
DOUBT_WORDS_ONLY = _("The words say breast cancer, and the code beside them does not.")
DOUBT_NAMED_IN_WORDS = _("The paper names this cancer in words only.")
DOUBT_PLACE_ONLY = _("The paper says cancer, and names the breast only as its place.")
DOUBT_WORDS_ONLY_SO = _("Only the words say so, not the code.")
DOUBT_NO_CODE = _("The paper names this test in words only.")
DOUBT_CODE_AND_WORDS = _("The paper says two different things here.")
DOUBT_NO_DIAGNOSIS = _("These papers name no breast cancer, so it may be about something else.")
DOUBT_OTHER_CANCER = _("These papers name another cancer too, and this may be about that one.")
DOUBT_TWO_TUMORS = _("These papers name more than one breast cancer, and not which one this is.")
DOUBT_NOT_AMONG = _("The paper says that it is of an illness which is not among these papers.")
DOUBT_OTHER_SIDE = _("Other places in these papers name the other side.")
DOUBT_ONCE = _("It may be an earlier cancer, or the one these papers are about.")
DOUBT_OVER = _("The paper says that this cancer is over.")
DOUBT_NOT_FINAL = _("The paper says that this is not final yet.")
DOUBT_NOT_FINISHED = _("The paper does not say that it was finished.")
DOUBT_IF_TAKEN = _("The paper does not say if it is taken now.")
DOUBT_SIDE_OF_SURGERY = _("Only the surgery names this side.")
DOUBT_SIDE_OF_RADIATION = _("Only the radiation names this side.")
DOUBT_EITHER_RECEPTOR = _("The paper says hormone receptors, and not which: ER, PR or both.")
DOUBT_RATIO_ONLY = _("The paper gives a number for the second HER2 test, and no word for it.")
DOUBT_TWO_CATEGORIES = _("The papers give two different codes for T, N or M.")
DOUBT_NO_UNIT = _("The paper gives a number without a unit, read here as centimeters.")
DOUBT_SOME_NODES = _("The paper may count only some of the nodes with cancer.")
DOUBT_MORE_THAN_LOOKED_AT = _("The paper counts more nodes with cancer than were looked at.")
DOUBT_ORIGIN = _(
    "The paper does not say if the change runs in the family or is in the tumor alone."
)
DOUBT_HARM = _("The paper does not say if this change is harmful.")
DOUBT_OTHER_REASON = _("The paper gives a reason for it that is no cancer.")
DOUBT_ONLY_ORDERED = _("The paper says that it was ordered, and not that it was given.")
DOUBT_OLD_ORDER = _("The paper with it is from {day}.")
DOUBT_PART_OR_WHOLE = _("The code can mean a part of the breast or the whole breast.")
DOUBT_MANY_MEANINGS = _("The code can mean more than one thing.")
DOUBT_NO_DATE = _("The paper gives no date, so another surgery may be the latest.")
BREAST_CANCER = _("Breast cancer")
BREAST_CANCER_ONCE = _("Breast cancer in the past")
STAGE_AS_WRITTEN = _("The stage, as the paper writes it")
PASSED_EARLIER_CANCER = _("It is about an earlier cancer.")
PASSED_OTHER_PROBLEM = _("It is about another illness.")
PASSED_OTHER_SITE = _("It is about another part of the body.")
PASSED_OTHER_PAPER = _("Nothing in it says that it is about the breast.")
PASSED_NOT_TISSUE = _("It was not measured in the tumor's tissue.")
PASSED_NOT_CLEAR = _("What it says could not be read for sure.")
PASSED_NO_UNIT = _("It is a number without a unit.")
PASSED_NO_COUNT = _("It is no whole number, so it cannot be a count.")
PASSED_IN_TUMOR = _("The change is in the tumor alone, and not one that is asked about here.")
PASSED_OTHER_GENE = _("It is a gene that is not asked about here.")
PASSED_NO_TEXT = _("No text can be read from it here. Ask for it as PDF or plain text.")
PASSED_PLANNED = _("It is planned, or its date is still to come.")

# --- What reports say ---------------------------------------------------------------------------
HEDGED = _("The report is not certain of this.")
FROM_BEFORE = _("The report tells this of an earlier time or of another report.")
NOT_OF_BREAST = _("The report does not seem to be about the breast.")
NOT_ENGLISH = _("The report does not seem to be in English.")
WRONG_CHART = _("The report says that it may be about somebody else, or be wrong.")
OTHER_CANCER = _("The report may be about another cancer than breast cancer.")
WHICH_RECEPTOR = _("The report says 'hormone receptor' and not whether it means ER or PR.")
SIGN_UNCLEAR = _("A plus sign here can be read in two ways.")
HER2_TWO_WAYS = _("'Her 2+' can mean HER2 positive, or the unclear score 2+.")
FEW_CELLS = _("The report gives a number between 1 and 9 percent, and no word for it.")
SCORE_ALONE = _("The report gives only a score, and no word for it.")
RANGE_UNCLEAR = _("The report gives a range, not one number.")
WORD_AND_NUMBER = _("The word and the number in the report do not go together.")
TESTS_DISAGREE = _("Two tests in the report do not go together.")
WHICH_TEST = _("The report does not say which gene this test looked at.")
WHICH_TUMOR = _("The report tells of more than one tumor, and not which one this is about.")
OF_SPREAD = _("This may be about a sample from a place other than the breast.")
ONLY_ON_SCAN = _("This comes from a scan and not from a lab.")
GRADE_OF_DCIS = _("This may be the grade of the DCIS.")
ABOUT_DCIS = _("This may be about the DCIS.")
SEVERAL_OPERATIONS = _("The report names more than one kind of breast surgery.")
NO_CANCER_NAMED = _("The report names no cancer in this place.")
SEVERAL_KINDS = _("The report names more than one kind of cancer.")
FROM_BEFORE_WHY = _("It stands in the part that tells what came before.")
OF_SOMEBODY_ELSE = _("It is about somebody else.")
IS_PLANNED = _("It is planned, not done.")
NODES_COUNTED_TWICE = _("The report counts lymph nodes in more than one place.")
SIDES_DIFFER = _("The report names one side for the sample, and the other for the cancer.")
MARGINS_DIFFER = _("The report says different things about the edges.")
BIRADS = _("BI-RADS category")
PAGE_AND_LINE = _("page {page}, line {line}")
LINE_ONLY = _("line {line}")
REPORT_TOO_LONG = _("The text is very long, and only its first part was read.")
TWO_PEOPLE = _("This text names more than one person. Check whose report each part is.")

# --- What was found, and what to take of it -----------------------------------------------------

WAS_DONE_ASK = _("{what}{on}{at}. Ask for it.")
WAS_DONE_ON = _(", done on {day}")
WAS_DONE_AT = _(" at {place}")
AND = _(" and ")
BREAST_OF_SIDE = {"left": _("left breast"), "right": _("right breast")}
UNNAMED_TUMOR = _("a tumor without a name in the papers")
PASTED_TEXT = _("pasted text")
NO_PAPERS_GIVEN = _("Which papers?")
GIVE_PAPERS = _("Give the name of a file, such as: so import my-records.zip")
PASTE_HERE = _(
    "Paste the text here, and press Enter. Then hold Ctrl and press D to show that this is all "
    "(on Windows: Ctrl and Z, then Enter). Ctrl and C stops."
)
PART_OF_FILE = _("{file}, part {number}")
FROM_PAPERS = _("From the papers, so it is not asked")
PAPERS_READ = _("Read: {files}")
AND_FILES = _("{files}, and {count} more")
READ_ON = _("Part {number} of {count}. Press Enter to go on, or type s for all the rest.")
READ_REST = _("s")
OF_NO_TUMOR = _("The papers do not say which of the tumors it is about.")
BELONGS_TO = _("It belongs to an answer that is not clear yet: {label}.")
NOTHING_IN_PAPERS = _(
    "There is nothing in them that this program knows how to take. That is no test result. "
    "It reads downloads from a portal, and reports in English that are about breast cancer. "
    "To type in what a paper says: {command}"
)
PAPERS_ARE_ABOUT = _("Whose papers these are")
GROUPS = {
    "core": _("First things"),
    "diagnosis": _("What the report says"),
    "receptors": _("Receptors"),
    "nodes": _("Lymph nodes"),
    "imaging": _("Pictures"),
    "genes": _("Gene test and tests of the tumor"),
    "about": _("About the person"),
    "history": _("Treatment so far"),
    "surgery": _("Surgery"),
    "metastatic": _("If it has spread"),
    "practical": _("Practical things"),
    "values": _("What matters most"),
}
BESIDE = {"new": _("New"), "same": _("As in the case"), "different": _("Different")}
SAME_PLACE = _("(the same place)")
SAME_REASON = _("(for the same reason)")
SAME_REASON_AND_PLACE = _("(for the same reason, in the same place)")
AND_PLACES = _("{place}; and in more places: {count}")
PERHAPS = _("Please check")
PERHAPS_ROW = _("please check: {row}")
TWO_VALUES = _("Two answers")
CASE_HAS = _("The case says: {text}")
SAID_EARLIER = _("Before that it was: {text}")
THE_SAME = _("The case says the same")
ABOUT_TUMOR = _("About one tumor: {tumor}")
TUMOR_IS_KEPT = _("The case has this one too, beside the one that it is about.")
ABOUT_NO_TUMOR = _("About a tumor, but the papers do not say which")
NO_LONGER_TAKEN = _("No longer taken")
RECORDS_IN_PAPERS = _("Records")
ALSO_IN_PAPERS = _("Also in the papers (only to read)")
PASSED_OVER = _("Not taken, and why")
MORE_IN_JSON = _("and {count} more; --json shows them all")
NOTHING_TAKEN = _(
    "Nothing was taken, since nobody could be asked. With --yes, what is certain is taken."
)
NOTHING_NEW_TAKEN = _("The case stays as it was.")
TAKEN = _("Taken into the case. Facts from the papers: {count}.")
PERSON_TAKEN = _("Whose papers they are: {name}.")
OTHERS_TAKEN = _("Medicines, allergies and records from the papers: {count}.")
TUMORS_KEPT_APART = _("Written down beside it, for the doctor to see: {tumors}.")
LEFT_AS_IT_WAS = _("Left as it was: {names}.")
LEFT_TO_ASK = _("Left as it was, since it must be asked: {names}.")
TUMORS_LEFT = _(
    "The papers speak of more than one tumor. To say which one this is about, import them again."
)
TUMORS_LEFT_TO_ASK = _(
    "The papers speak of more than one tumor. To say which one this is about, import them again "
    "without --yes."
)
AFTER_IMPORT = _("The interview now asks only what is still open: {command}")
TUMORS_SHOWN = _("Shown above. Tumors: {count}.")
ASK_TUMOR = _("The papers speak of more than one tumor. Which one is the decision about?")
ASK_TUMOR_HELP = _(
    "Two tumors can have different results, so they are kept apart. "
    "The other one is written down too, and the doctor sees both."
)
NO_TUMOR_NOW = _("leave the tumors out for now")
IN_SHORT = _("Shown above. Certain: {certain}. To check: {unsure}. With two answers: {disputed}.")
STAGE_MAY_BE_LATER = _("The papers say: {said}. The case says: {stage}.")
SET_STAGE_WITH = _("If that has changed: {command}")
ASK_HOW = _("What of this should go into the case?")
ASK_HOW_HELP = _(
    "Each line shows where it stands in the papers. "
    "What is not certain, and what two papers say differently, is asked next."
)
TAKE_CERTAIN = _("all that is certain (lines: {count})")
TAKE_SOME = _("let me pick line by line")
TAKE_AND_CORRECT = _("all that is certain, and then I correct some of it")
TAKE_NOTHING = _("nothing")
ASK_PICK = _("Tick what is right.")
ASK_UNSURE = _("These are not certain. Tick only what is right.")
ASK_UNSURE_HELP = _(
    "What you do not tick stays out, and the interview can ask for it. Why it must be checked:"
)
ASK_WHICH_VALUE = _("{label}: which one is right?")
ASK_WHICH_VALUE_HELP = _(
    "If it is not clear, keep both. Then there will be a question for the doctor about it."
)
PAPER_SAYS = _("{text} ({place})")
KEEP_MINE = _("as the case says: {text}")
KEEP_BOTH = _("not clear: keep both, and ask the doctor")
KEEP_NEITHER = _("none of these: leave it open")
ASK_CHANGE = _("Which of these is not right?")
SEVERAL_PEOPLE_SEEN = _("These papers are about more than one person.")
SEVERAL_PEOPLE = _("the papers are about {count} people, and this is one of their papers")
ONE_PERSON_A_CASE = _("Give the papers of one person at a time. Nothing was changed.")
WHOSE_CASE = _("Whose case is this?")
WHOSE_CASE_HELP = _("A case is about one person. What the papers of others say is left out.")
STOP_HERE = _("stop, and change nothing")
SOMEBODY_ELSE = _("this is about somebody else: its name or birth date is not that of the case")
TWO_NAMES = _("The papers are about {papers}. The case is about {case}.")
CHECK_THE_NAME = _(
    "Check the case with --case, or the name and birth date in it. Nothing was changed."
)
IT_IS_THE_SAME = _("go on: it is the same person")
IS_IT_THE_SAME = _("Is this the same person?")
IS_IT_THE_SAME_HELP = _(
    "A nickname or a new last name can be the reason. If these are two people, stop here, "
    "so that their papers do not mix."
)

# --- Out again, for other programs --------------------------------------------------------------
FHIR_TITLE = _("Preparing a second opinion for breast cancer: {stage}")
FHIR_ANY_STAGE = _("Preparing a second opinion for breast cancer")
FHIR_PURPOSE = _(
    "What a person with breast cancer knows before a second opinion, in plain words. "
    "Not medical advice."
)
FHIR_ALSO = _("What else is known")
NONE_OF_THESE = _("None of these")
FHIR_PATIENT_NOTE = _("Pages that the patient prepared for a second opinion")
FHIR_NESTED = _("when to ask it takes more than one level of conditions; it is always shown")
FHIR_NOT_ASKED = _(
    "when to ask it depends on '{label}', which this form does not ask; it is always shown"
)
FHIR_NO_CODE = _(
    "when to ask it depends on '{label}' in a way that FHIR cannot say; it is always shown"
)
FHIR_KEPT_HERE = _("so keeps track of it; this form does not ask it")
FHIR_LEFT_OUT = _("What this form could not take over: {count}.")
FHIR_ALL_IN = _("This form takes over everything.")
ENDS_IN_FHIR = _("an id cannot end in .fhir, as the names of some pages do")
FHIR_NEEDS_STAGE = _("A form is for one stage.")
GIVE_A_STAGE = _("Give it with --stage: {stages}.")
