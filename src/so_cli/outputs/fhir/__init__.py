"""FHIR R4, the form in which programs of hospitals pass things on: what is known, sent out in it.

What is made here carries no clinical rule of its own: the questions, their answers and their codes
are those of the bank.
"""
