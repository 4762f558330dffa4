"""More invented letters, in layouts of other years, with the fields they must give."""

from __future__ import annotations

from typing import Any

IN_ONE_LINE = """\
October 1, 2014 COUNTY FISCAL LETTER (CFL) NO. 14/15-98 TO: ALL COUNTY WELFARE DIRECTORS
ALL COUNTY FISCAL OFFICERS SUBJECT: CLAIMING INSTRUCTIONS REFERENCE: CFL NO. 05/06-97,
DATED MAY 2, 2006 The purpose of this CFL is to give counties instructions. These are
effective October 1, 2014. CFL 05/06-97 is rescinded. It was for FY 2005-06.""".replace("\n", " ")

LAYOUTS: list[tuple[str, str, dict[str, Any]]] = [
    (
        "an executive summary that says more than the letter below it",
        """
August 15, 2023

CALIFORNIA DEPARTMENT OF SOCIAL SERVICES

EXECUTIVE SUMMARY

ALL COUNTY LETTER NO. 23-99

This letter tells counties of new payment levels, which are effective October 1,
2023. It supersedes ACL 22-98.

August 15, 2023

ALL COUNTY LETTER NO. 23-99

TO:        ALL COUNTY WELFARE DIRECTORS

SUBJECT:   PAYMENT LEVELS

REFERENCE: ACL 22-98, DATED SEPTEMBER 2, 2022

A unit of three gets $1,171.
""",
        {
            "citation": "ACL 23-99",
            "supersedes": ["ACL 22-98"],
            "effective": "2023-10-01",
            "amounts": ["$1,171"],
        },
    ),
    (
        "a reference line in capitals, with the manual's definitions and a calendar number",
        """
October 1, 2014

ALL COUNTY LETTER NO. 14-97

TO:        ALL COUNTY WELFARE DIRECTORS

SUBJECT:   CLAIMS UNDER WELFARE AND INSTITUTIONS CODE SECTION 18254(A)(1)(A)

REFERENCE: COUNTY FISCAL INFORMATION NOTICE NO. 07-2011, DATED MAY 4, 2011; MANUAL
           OF POLICIES AND PROCEDURES (MPP) 63-102.d (2), 63-102.d (3) AND
           63-801.431(M); SOCIAL SECURITY ACT SECTION 474(A)(3)(E); 45 CODE OF
           FEDERAL REGULATIONS SECTION 1356.60(C)(3)(I)

The rules stay as they are.
""",
        {
            "references": [
                "WIC 18254(a)(1)(A)",
                "CFIN 07-2011",
                "MPP 63-102.d(2)",
                "MPP 63-102.d(3)",
                "MPP 63-801.431(m)",
                "SSA 474(a)(3)(E)",
                "45 CFR 1356.60(c)(3)(i)",
            ],
        },
    ),
    (
        "boxes ticked with a dash",
        """
February 20, 2004                      REASON FOR THIS TRANSMITTAL

                                       [-] State Law Change
ALL-COUNTY LETTER NO. 04-98            [ ] Federal Law or Regulation Change
                                       [ ] Court Order
                                       [ ] Clarification Requested by
                                           One or More Counties
                                       [ ] Initiated by CDSS

TO:  ALL COUNTY WELFARE DIRECTORS

SUBJECT:  CLOTHING ALLOWANCE

Counties shall use the new form as of July 1, 2004.
""",
        {"reason_boxes": ["State Law Change"], "effective": "2004-07-01"},
    ),
    (
        "a federal memorandum, its number and date in one row",
        """
ACF                                  U.S. DEPARTMENT OF HEALTH AND HUMAN SERVICES
Administration for Children
and Families                         1. Log No: ACYF-CB-IM-14-99   2. Issuance Date: May 8, 2014
                                     3. Originating Office: Children's Bureau

INFORMATION MEMORANDUM

TO: State and Tribal Agencies Administering Titles IV-B and IV-E

SUBJECT: Data Systems

Provides information. It supersedes ACYF-CB-IM-05-98.
""",
        {
            "citation": "ACYF-CB-IM-14-99",
            "series": "ACYF-CB-IM",
            "number": "14-99",
            "issued": "2014-05-08",
            "supersedes": ["ACYF-CB-IM-05-98"],
        },
    ),
    (
        "a body behind its head in one long line",
        IN_ONE_LINE,
        {
            "references": ["CFL 05/06-97"],
            "effective": "2014-10-01",
            "supersedes": ["CFL 05/06-97"],
        },
    ),
    (
        "mixed case without any indent, a section's number alone on its line",
        """
March 9, 2021

All County Letter No. 21-96

To: All County Welfare Directors
All County CalFresh Program Specialists
All Consortium Project Managers

Subject: Student Rules Under the New
Appropriations Act

REFERENCE: ALL COUNTY LETTER 20-98E; MANUAL OF POLICIES AND PROCEDURES (MPP) SECTION
44-211.6
This letter describes exemptions that begin January 16, 2021.
""",
        {
            "addressees": [
                "All County Welfare Directors",
                "All County CalFresh Program Specialists",
                "All Consortium Project Managers",
            ],
            "subject": "Student Rules Under the New Appropriations Act",
            "references": ["ACL 20-98E", "MPP 44-211.6"],
            "effective": "2021-01-16",
        },
    ),
]
