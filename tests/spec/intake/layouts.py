"""Invented letters in the layouts that state letters come in, with the fields they must give."""

from __future__ import annotations

from typing import Any

ONE_LONG_LINE = """\
REASON FOR THIS TRANSMITTAL [ ] State Law Change [ ] Federal Law or Regulation Change [x]
Court Order [ ] Clarification Requested by One or More Counties [ ] Initiated by CDSS
October 8, 2015 ALL COUNTY LETTER NO. 15-95 TO: ALL COUNTY WELFARE DIRECTORS ALL CHIEF
PROBATION OFFICERS SUBJECT: RECRUITMENT AND SUPPORT (RAS) FUNDING OPPORTUNITY REFERENCE:
SENATE BILL (SB) 97, (CHAPTER 11, STATUTES OF 2015); WELFARE AND INSTITUTIONS CODE (W&IC)
SECTIONS 11461.2 and 11467. This All County Letter (ACL) gives county welfare departments
instructions. It refers to ACL 14-94, which superseded ACL 13-93.""".replace("\n", " ")

TICKS_AND_TABS = """\
REASON FOR THIS TRANSMITTAL

☒ State Law Change
☐ Federal Law or Regulation Change
☐ Court Order
☒ Clarification Requested by
  One or More Counties
☐ Initiated by CDSS

December 1, 2016

ALL COUNTY LETTER (ACL) NO. 16-88E

TO:\tALL COUNTY WELFARE DIRECTORS
\tALL CHIEF PROBATION OFFICERS

SUBJECT:\tCHILD AND FAMILY TEAMS

REFERENCE:\tASSEMBLY BILL (AB) 403 (CHAPTER 773, STATUTES OF 2015); ACL 16-84

Counties are encouraged to use the attached form.
"""

LAYOUTS: list[tuple[str, str, dict[str, Any]]] = [
    (
        "boxes to the right of date, number and addressees",
        """
STATE OF CALIFORNIA-HEALTH AND HUMAN SERVICES AGENCY
DEPARTMENT OF SOCIAL SERVICES
744 P Street, Sacramento, California 95814

March 3, 2003                                  REASON FOR THIS TRANSMITTAL

                                               [ ] State Law Change
ALL COUNTY LETTER NO. 03-99                    [X] Federal Law or Regulation
                                                   Change
TO:   ALL COUNTY WELFARE DIRECTORS             [ ] Court Order
      ALL CHIEF PROBATION OFFICERS             [ ] Clarification Requested by
                                                   One or More Counties
                                               [ ] Initiated by CDSS

SUBJECT: MONTHLY VISITS WITH CHILDREN IN
         OUT-OF-HOME PLACEMENT

REFERENCE: ALL COUNTY LETTER (ACL) NOs. 02-01 AND 02-02; ACIN I-05-02

This letter supersedes ACL 02-01 in its entirety. Counties must file a report
within 30 days of the end of each quarter, effective April 1, 2003.
""",
        {
            "citation": "ACL 03-99",
            "issued": "2003-03-03",
            "addressees": ["ALL COUNTY WELFARE DIRECTORS", "ALL CHIEF PROBATION OFFICERS"],
            "subject": "MONTHLY VISITS WITH CHILDREN IN OUT-OF-HOME PLACEMENT",
            "references": ["ACL 02-01", "ACL 02-02", "ACIN I-05-02"],
            "supersedes": ["ACL 02-01"],
            "supersession_statement": "This letter supersedes ACL 02-01 in its entirety.",
            "reason_boxes": ["Federal Law or Regulation Change"],
            "effective": "2003-04-01",
        },
    ),
    (
        "fiscal letter whose money is of another year than its number",
        """
STATE OF CALIFORNIA -- HEALTH AND HUMAN SERVICES AGENCY
DEPARTMENT OF SOCIAL SERVICES
744 P Street, Sacramento, CA 95814

July 2, 2012

COUNTY FISCAL LETTER (CFL) NO. 12/13-98

TO: ALL COUNTY WELFARE DIRECTORS
ALL COUNTY FISCAL OFFICERS

SUBJECT: CHILD WELFARE SERVICES (CWS) FINAL ALLOCATION FOR FISCAL YEAR (FY) 2011/12

REFERENCE: CHILD WELFARE SERVICES PLANNING ALLOCATION FOR FY 2011/12 CFL NO. 11/12-97

This letter gives each county its final allocation of $1,234,567 for FY 2011-12.
The planning allocation was $1.1 million.
""",
        {
            "citation": "CFL 12/13-98",
            "issued": "2012-07-02",
            "addressees": ["ALL COUNTY WELFARE DIRECTORS", "ALL COUNTY FISCAL OFFICERS"],
            "references": ["CFL 11/12-97"],
            "fiscal_year": "2011-12",
            "amounts": ["$1,234,567", "$1.1 million"],
            "supersedes": [],
        },
    ),
    (
        "erratum by its word alone, its subject naming the letter that it corrects",
        """
February 15, 2006

ERRATA

ALL COUNTY LETTER NO. 05-96

TO:        ALL COUNTY WELFARE DIRECTORS

SUBJECT:   CORRECTION TO ALL COUNTY LETTER (ACL) NO. 05-96: PLACEMENT WITH
           RELATIVES

This errata corrects page two of ACL 05-96.
""",
        {
            "citation": "ACL 05-96E",
            "is_errata": True,
            "issued": "2006-02-15",
            "references": ["ACL 05-96"],
            "supersedes": [],
        },
    ),
    (
        "erratum by its number",
        """
August 12, 2011

ALL COUNTY INFORMATION NOTICE NO. I-95-11 E

TO: ALL COUNTY WELFARE DIRECTORS

SUBJECT: ERRATA TO ALL COUNTY INFORMATION NOTICE I-95-11

REFERENCE: ALL COUNTY INFORMATION NOTICE (ACIN) I-95-11, DATED MAY 2, 2011

ACIN I-95-11 remains in effect in all other respects.
""",
        {
            "citation": "ACIN I-95-11E",
            "is_errata": True,
            "issued": "2011-08-12",
            "subject": "ERRATA TO ALL COUNTY INFORMATION NOTICE I-95-11",
            "references": ["ACIN I-95-11"],
            "supersedes": [],
        },
    ),
    (
        "one long line, as web copies of letters come",
        ONE_LONG_LINE,
        {
            "citation": "ACL 15-95",
            "issued": "2015-10-08",
            "subject": "RECRUITMENT AND SUPPORT (RAS) FUNDING OPPORTUNITY",
            "references": ["SB 97", "Stats 2015 ch 11", "WIC 11461.2", "WIC 11467"],
            "reason_boxes": ["Court Order"],
            "supersedes": [],
        },
    ),
    (
        "mixed case, a notice",
        """
California Department of Social Services
744 P Street, Sacramento, CA 95814

June 5, 2020

All County Information Notice No. I-94-20

To:        All County Welfare Directors
           All County Child Welfare Services Program Managers

Subject:   Wraparound Resource Guide for Children from Birth to
           Five Years

Reference: All County Letter (ACL) No. 17-92; Welfare and Institutions Code (WIC)
           section 16501.1(a)

The purpose of this notice is to share a guide. It does not supersede ACL 17-92.
""",
        {
            "citation": "ACIN I-94-20",
            "issued": "2020-06-05",
            "addressees": [
                "All County Welfare Directors",
                "All County Child Welfare Services Program Managers",
            ],
            "subject": "Wraparound Resource Guide for Children from Birth to Five Years",
            "references": ["ACL 17-92", "WIC 16501.1(a)"],
            "supersedes": [],
            "supersession_statement": None,
        },
    ),
    (
        "letter of the health department to county welfare directors",
        """
State of California
Department of Health Care Services

DATE: April 3, 2008

TO:       ALL COUNTY WELFARE DIRECTORS                  Letter No.: 08-93
          ALL COUNTY ADMINISTRATIVE OFFICERS
          ALL COUNTY MEDI-CAL PROGRAM SPECIALISTS/LIAISONS

SUBJECT:  ERRATA TO ALL COUNTY WELFARE DIRECTORS LETTER 07-92
          (Reference: All County Welfare Directors Letter 07-92)

The purpose of this letter is to correct the effective date.
""",
        {
            "citation": "ACWDL 08-93",
            "issued": "2008-04-03",
            "references": ["ACWDL 07-92"],
            "supersedes": [],
        },
    ),
    (
        "executive summary before the letter",
        """
May 31, 2024

CALIFORNIA DEPARTMENT OF SOCIAL SERVICES

EXECUTIVE SUMMARY

ALL COUNTY LETTER NO. 24-92

This letter gives counties the new rates, which replace those in ACL 23-91.

May 31, 2024

ALL COUNTY LETTER NO. 24-92

TO:        ALL COUNTY WELFARE DIRECTORS
           ALL TITLE IV-E AGREEMENT
           TRIBES

SUBJECT:   NEW RATES FOR FISCAL YEAR 2024-25

REFERENCE: ALL COUNTY LETTER (ACL) NO. 23-91; ACL NO. 22-90E; FAMILY CODE
           SECTION 6924

The purpose of this letter is to give counties the new rates.

All County Letter No. 24-92
Page Two

This letter supersedes ACL No. 23-91, dated May 1, 2023, and ACIN I-07-23.
""",
        {
            "citation": "ACL 24-92",
            "issued": "2024-05-31",
            "addressees": ["ALL COUNTY WELFARE DIRECTORS", "ALL TITLE IV-E AGREEMENT TRIBES"],
            "subject": "NEW RATES FOR FISCAL YEAR 2024-25",
            "references": ["ACL 23-91", "ACL 22-90E", "FAM 6924"],
            "supersedes": ["ACL 23-91", "ACIN I-07-23"],
            "fiscal_year": "2024-25",
        },
    ),
    (
        "a day that no calendar has",
        """
February 30, 2014

ALL COUNTY LETTER NO. 14-91

TO: ALL COUNTY WELFARE DIRECTORS

SUBJECT: UPDATED FORMS
""",
        {"citation": "ACL 14-91", "issued": None, "subject": "UPDATED FORMS"},
    ),
    (
        "a date without its day",
        """
March     , 2014

ALL COUNTY LETTER NO. 14-90

TO: ALL COUNTY WELFARE DIRECTORS

SUBJECT: UPDATED FORMS
""",
        {"citation": "ACL 14-90", "issued": "2014-03", "subject": "UPDATED FORMS"},
    ),
    (
        "federal fiscal years are not the state's",
        """
September 3, 2025

COUNTY FISCAL INFORMATION NOTICE NO. 25/26-89

TO: ALL COUNTY FISCAL OFFICERS

SUBJECT: FEDERAL FISCAL YEAR (FFY) 2025-26 RATES

This notice gives FFY 2026 rates. See CFIN 24/25-88 for the last ones.
""",
        {
            "citation": "CFIN 25/26-89",
            "issued": "2025-09-03",
            "fiscal_year": None,
            "references": [],
            "supersedes": [],
        },
    ),
    (
        "ticks in other signs, tabs for columns",
        TICKS_AND_TABS,
        {
            "citation": "ACL 16-88E",
            "is_errata": True,
            "issued": "2016-12-01",
            "addressees": ["ALL COUNTY WELFARE DIRECTORS", "ALL CHIEF PROBATION OFFICERS"],
            "subject": "CHILD AND FAMILY TEAMS",
            "references": ["AB 403", "Stats 2015 ch 773", "ACL 16-84"],
            "reason_boxes": ["State Law Change", "Clarification Requested by One or More Counties"],
        },
    ),
    (
        "supersession in the subject and the reference line",
        """
January 12, 2018

ALL COUNTY LETTER NO. 18-87

TO:        ALL COUNTY WELFARE DIRECTORS

SUBJECT:   REVISED COUNTY PLAN INSTRUCTIONS (SUPERSEDES ACL 17-86)

REFERENCE: ACL 17-86; ACL 16-85 (SUPERSEDED BY ACL 17-86); PENAL CODE SECTION
           11166

Counties shall submit a plan by March 1, 2018.
""",
        {
            "citation": "ACL 18-87",
            "references": ["ACL 17-86", "ACL 16-85", "PEN 11166"],
            "supersedes": ["ACL 17-86"],
        },
    ),
    (
        "labels for date and sender, the number below the addressees",
        """
DEPARTMENT OF SOCIAL SERVICES

DATE: 4/3/2008

FROM: CHILDREN AND FAMILY SERVICES DIVISION

TO: ALL COUNTY WELFARE DIRECTORS
ALL CHIEF PROBATION OFFICERS

ALL-COUNTY LETTER #08-92

SUBJECT: VISITS IN OUT-OF-HOME PLACEMENTS, FY 08-09

The state revises its rules. Counties should read ACL 07-91.
""",
        {
            "citation": "ACL 08-92",
            "issued": "2008-04-03",
            "addressees": ["ALL COUNTY WELFARE DIRECTORS", "ALL CHIEF PROBATION OFFICERS"],
            "subject": "VISITS IN OUT-OF-HOME PLACEMENTS, FY 08-09",
            "fiscal_year": "2008-09",
            "references": [],
            "supersedes": [],
        },
    ),
    (
        "number after the date on one line, addressees with the label alone above them",
        """
SEPTEMBER30,2015     COUNTY FISCAL LETTER NO. 15/16-87

TO:
ALL COUNTY WELFARE DIRECTORS
ALL COUNTY FISCAL OFFICERS

SUBJECT:
TIME STUDY AND CLAIMING INSTRUCTIONS FOR THE DECEMBER 2015
QUARTER

REFERENCES:
CFL 14/15-86; CFL 14/15-85E; W&I CODE SECTIONS 10823 AND
15204.25

Claims for the quarter are due by January 31, 2016.
""",
        {
            "citation": "CFL 15/16-87",
            "issued": "2015-09-30",
            "addressees": ["ALL COUNTY WELFARE DIRECTORS", "ALL COUNTY FISCAL OFFICERS"],
            "subject": "TIME STUDY AND CLAIMING INSTRUCTIONS FOR THE DECEMBER 2015 QUARTER",
            "references": ["CFL 14/15-86", "CFL 14/15-85E", "WIC 10823", "WIC 15204.25"],
            "fiscal_year": None,
        },
    ),
    (
        "all on few lines, old numbers, a supersession without a number",
        """
                                                      June 1, 1999
ALL COUNTY LETTER NO. 99-91

TO: ALL COUNTY WELFARE DIRECTORS

SUBJECT: HOLIDAYS

REFERENCE: ALL COUNTY INFORMATION NOTICE NO. I-90-98 DATED DECEMBER 1, 1998, SENATE BILL
(SB) 87 (CHAPTER 1088, STATUTES OF 1998)

This letter supersedes all previous instructions on holidays. Effective July 1, 1999,
counties may count one week.
""",
        {
            "citation": "ACL 99-91",
            "issued": "1999-06-01",
            "references": ["ACIN I-90-98", "SB 87", "Stats 1998 ch 1088"],
            "supersedes": [],
            "supersession_statement": (
                "This letter supersedes all previous instructions on holidays."
            ),
            "effective": "1999-07-01",
        },
    ),
]
