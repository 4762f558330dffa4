"""Single sentences against single lines: what covers, what does not, and what is said to lack."""

from __future__ import annotations

from datetime import date

import pytest

from compendium.checks import CheckResult, Finding, Jurisdiction, check_document
from compendium.edition.reader import EditionReader
from compendium.model.checklists import Checklist
from compendium.model.duties import Duty
from compendium.reading import parse

TODAY = date(2026, 6, 1)
NCMEC = "report-missing-exploited-child#ncmec"
POLICE = "notify-when-missing#law-enforcement"
NCIC = "report-missing-exploited-child#law-enforcement-ncic"
COURT = "notify-when-missing#court"
SHERIFF = "build-protocol-team#sheriff"

ALL_NINE = (
    "When a child is missing from care, the social worker shall, within 24 hours, notify the "
    "parents, the legal guardians, the attorneys for the parents, the child's attorney, the CASA, "
    "the juvenile court, the tribe, siblings who are ten or older, and local law enforcement."
)


def checked(
    reader: EditionReader,
    text: str,
    name: str = "missing-from-care",
    on: date = TODAY,
    told: Jurisdiction | None = Jurisdiction.COUNTY,
    called: str = "a.md",
) -> CheckResult:
    document = parse(text.encode(), called)
    return check_document(document, reader.all(Checklist)[name], reader.all(Duty), on, told)


def finding(result: CheckResult, key: str) -> Finding:
    return next(one for one in result.findings if one.line.key == key)


def verdict(reader: EditionReader, text: str, key: str, name: str = "missing-from-care") -> str:
    return finding(checked(reader, text, name), key).verdict.value


@pytest.mark.parametrize(
    ("sentence", "wanted"),
    [
        ("The social worker shall report the missing child to NCMEC within 24 hours.", "covered"),
        ("The social worker reports the missing child to NCMEC immediately.", "covered"),
        ("The social worker shall report the missing child to NCMEC within 48 hours.", "partly"),
        ("The social worker shall report the missing child to NCMEC.", "partly"),
        ("The social worker shall promptly report the missing child to NCMEC.", "partly"),
        ("The social worker may report the missing child to NCMEC within 24 hours.", "partly"),
        ("The caregiver shall report the missing child to NCMEC within 24 hours.", "partly"),
        ("The social worker is not required to report the missing child to NCMEC.", "not-found"),
        (
            "The social worker shall not report the missing child to NCMEC within 24 hours.",
            "not-found",
        ),
        (
            "The county will develop a way to report missing children to NCMEC within 24 hours.",
            "not-found",
        ),
        (
            "State law requires counties to report missing children to NCMEC within 24 hours.",
            "not-found",
        ),
        ("# Report missing children to NCMEC within 24 hours", "not-found"),
        (
            "[The social worker shall report the missing child to NCMEC within 24 hours.]",
            "not-found",
        ),
        (
            "- The social worker reports the missing child to NCMEC in 24 hours: not answered.",
            "not-found",
        ),
        ("A report on the missing child is made to NCMEC no later than 24 hours.", "covered"),
        (
            "The worker tells police of a missing child within 24 hours and NCMEC within 48 hours.",
            "partly",
        ),
        (
            "Pursuant to WIC 16501.35 the worker must tell NCMEC at once that a child is missing.",
            "covered",
        ),
    ],
)
def test_a_report(reader: EditionReader, sentence: str, wanted: str) -> None:
    assert verdict(reader, f"{sentence}\n\nOther words stand here.\n", NCMEC) == wanted


def test_what_is_missing_is_said(reader: EditionReader) -> None:
    late = finding(
        checked(reader, "The worker shall report the missing child to NCMEC within 48 hours."),
        NCMEC,
    )
    assert late.missing == ("the deadline is longer: it says '48 hours', the duty 24 hours",)
    assert late.passages[0].page == 1
    assert late.passages[0].text.startswith("The worker")


def test_two_deadlines_go_to_their_own_recipients(reader: EditionReader) -> None:
    text = "The worker tells police of a missing child within 24 hours and NCMEC within 48 hours."
    result = checked(reader, text)
    assert finding(result, POLICE).verdict == "covered"
    assert finding(result, NCMEC).verdict == "partly"


def test_the_report_for_ncic_needs_its_name(reader: EditionReader) -> None:
    text = "The worker reports the missing child to local law enforcement within 24 hours"
    plain = checked(reader, f"{text}.\n\nOther words stand here.\n")
    assert finding(plain, POLICE).verdict == "covered"
    assert finding(plain, NCIC).verdict == "partly"
    assert "National Crime Information Center" in finding(plain, NCIC).missing[0]
    assert verdict(reader, f"{text} for entry in NCIC.", NCIC) == "covered"
    assert verdict(reader, f"{text}. Officers enter the child in NCIC.", NCIC) == "covered"
    assert verdict(reader, f"{text.replace('24', '72')} for entry in NCIC.", NCIC) == "partly"


@pytest.mark.parametrize(
    "text",
    [
        "The worker writes down the time of the report on the missing child and its number.",
        "The NCMEC number for the missing child is kept in the file.",
        "A copy of each missing report is placed in the case file.",
        "The confirmation of the report on the missing child is printed and saved.",
        "Who took the report on the missing child, and when, is noted in the log.",
    ],
)
def test_proof_of_a_report(reader: EditionReader, text: str) -> None:
    assert verdict(reader, f"{text}\n\nOther words stand here.\n", "keep-proof-of-report") == (
        "covered"
    )


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("CSEC Program funds shall not supplant other county money.", "covered"),
        ("The county will use the funds to add to, not replace, existing funding.", "covered"),
        ("These funds supplement the county's existing funding for exploited youth.", "covered"),
        ("CSEC Program funds replace county funding for two positions.", "not-found"),
        ("The county received CSEC Program funds.", "not-found"),
    ],
)
def test_money_that_replaces_none(reader: EditionReader, text: str, wanted: str) -> None:
    assert verdict(reader, f"{text}\n\nMore.\n", "no-supplanting", "county-plan") == wanted


def test_all_nine(reader: EditionReader) -> None:
    assert verdict(reader, ALL_NINE, "notify-when-missing") == "covered"


def test_seven_of_nine_is_partly_and_names_the_two(reader: EditionReader) -> None:
    text = ALL_NINE.replace("the CASA, ", "").replace("siblings who are ten or older, ", "")
    found = finding(checked(reader, text), "notify-when-missing")
    assert found.verdict == "partly"
    assert [gap.split(":")[0] for gap in found.missing] == [
        "The Court-Appointed Special Advocate",
        "Known dependent siblings aged 10 or older",
    ]


def test_counsel_for_the_parents_are_not_the_parents(reader: EditionReader) -> None:
    text = "When a child is missing the worker notifies the attorneys for the parents at once."
    result = checked(reader, text)
    assert finding(result, "notify-when-missing#parents").verdict == "not-found"
    assert finding(result, "notify-when-missing#childs-attorney").verdict == "not-found"
    assert finding(result, "notify-when-missing#parents-attorneys").verdict == "covered"


LIST = """# Missing children

When a child is missing, the social worker shall notify within 24 hours:

- the juvenile court
- the child's attorney
"""

TABLE = """# Missing children

The social worker shall notify each person in this table that the child is missing.

| Who is notified | By when |
|---|---|
| The juvenile court | 24 hours |
| The child's attorney | 72 hours |
"""


def test_a_list_hangs_on_the_words_before_it(reader: EditionReader) -> None:
    assert verdict(reader, LIST, COURT) == "covered"
    assert verdict(reader, LIST.replace("shall", "may"), COURT) == "partly"
    assert verdict(reader, LIST.replace("24", "48"), COURT) == "partly"


def test_a_table_row_hangs_on_its_head(reader: EditionReader) -> None:
    result = checked(reader, TABLE)
    assert finding(result, COURT).verdict == "covered"
    assert finding(result, "notify-when-missing#childs-attorney").verdict == "partly"


def test_a_limit_for_all_notices_of_the_section(reader: EditionReader) -> None:
    text = (
        "# Missing children\n\nThe worker shall notify the juvenile court that a child is missing. "
        "All notices in this section are given within 24 hours.\n"
    )
    assert verdict(reader, text, COURT) == "covered"
    assert verdict(reader, text.replace("24", "72"), COURT) == "partly"


SUBJECTS = (
    "When a child is missing the worker calls law enforcement within 24 hours. The parents, the "
    "legal guardians, their attorneys, the child's attorney, the CASA, the juvenile court, the "
    "tribe and siblings in care get word in the same time."
)


def test_recipients_may_be_the_subjects_of_a_sentence(reader: EditionReader) -> None:
    assert verdict(reader, SUBJECTS, "notify-when-missing") == "covered"
    assert verdict(reader, SUBJECTS.replace("24", "48"), "notify-when-missing") == "partly"


def test_a_later_number_outdoes_an_earlier_at_once(reader: EditionReader) -> None:
    text = (
        "As soon as a worker learns that a child is missing, the worker calls the police. "
        "The call is made within {} hours.\n\nOther words stand here.\n"
    )
    assert verdict(reader, text.format(24), POLICE) == "covered"
    assert verdict(reader, text.format(48), POLICE) == "partly"


def test_an_identified_victim_is_an_object_and_no_act(reader: EditionReader) -> None:
    text = "The worker reports an identified victim of sexual exploitation to police in {} hours."
    key = "report-exploited-child-to-police"
    assert verdict(reader, text.format(24), key, "csec-policies") == "covered"
    assert verdict(reader, text.format(36), key, "csec-policies") == "partly"


def test_the_first_line_of_plain_text_is_a_title_and_covers_nothing(reader: EditionReader) -> None:
    text = "Training of social workers on sexual exploitation of children\n\nSee the next page.\n"
    result = checked(reader, text, "csec-policies", called="a.txt")
    assert finding(result, "train-workers").verdict == "not-found"


def test_a_probation_officer_alone_is_not_the_department(reader: EditionReader) -> None:
    text = "# CSEC team\n\nMembers of the team for exploited youth are {}.\n"
    key = "build-protocol-team#probation"
    officer = text.format("the youth, a therapist and the assigned probation officer")
    agency = text.format("Child Welfare, a therapist and Juvenile Probation")
    assert verdict(reader, officer, key, "interagency-protocol") == "not-found"
    assert verdict(reader, agency, key, "interagency-protocol") == "covered"


ROLES = """# Exploited youth: roles at a glance

Child welfare: leads the team meeting. Probation: refers wards. Public Health nurse: sees the \
youth. The Sheriff shall take the report.
"""


def test_names_that_begin_a_statement_are_partners(reader: EditionReader) -> None:
    for partner in ("probation", "public-health", "sheriff"):
        key = f"build-protocol-team#{partner}"
        assert verdict(reader, ROLES, key, "interagency-protocol") == "covered"
    alone = "# Exploited youth\n\nProbation: see the other handbook.\n"
    key = "build-protocol-team#probation"
    assert verdict(reader, alone, key, "interagency-protocol") == "not-found"


def test_a_list_with_semicolons_is_read_as_one(reader: EditionReader) -> None:
    text = (
        "# Agreement on exploited minors\n\n"
        "Human Services (lead); Probation; Behavioral Health; Public Health; the Sheriff.\n"
    )
    for partner in ("probation", "mental-health", "public-health", "sheriff"):
        key = f"build-protocol-team#{partner}"
        assert verdict(reader, text, key, "interagency-protocol") == "covered"


def test_substance_use_staff_beside_the_team(reader: EditionReader) -> None:
    text = "# Exploited youth\n\nEach case goes to the MDT. {}\n"
    key = "staff-childs-team#substance-use"
    joins = text.format("Alcohol and drug program staff attend when the youth uses substances.")
    signs = text.format("Signs of substance use are noted.")
    assert verdict(reader, joins, key, "interagency-protocol") == "covered"
    assert verdict(reader, signs, key, "interagency-protocol") == "not-found"


def test_a_question_form_asks_for_the_reasons(reader: EditionReader) -> None:
    text = (
        "# Interview after an absence\n\nWhat pushed or pulled you to go? Where did you stay? "
        "What should change in your placement so that you stay?\n"
    )
    for key in ("find-reasons-for-absence", "learn-experiences-while-absent"):
        assert verdict(reader, text, key) == "covered"


def test_a_promise_to_look_into_it_covers_nothing(reader: EditionReader) -> None:
    text = "# Exploited youth\n\nThe county will look at training of social workers.\n"
    assert verdict(reader, text, "train-workers", "csec-policies") == "not-found"


def test_labor_trafficking_alone_is_another_record(reader: EditionReader) -> None:
    text = "# Exploited children\n\nWorkers document {} in CWS/CMS.\n"
    key = "document-in-state-system"
    labor = text.format("labor trafficking")
    both = text.format("sexual exploitation and labor trafficking")
    assert verdict(reader, labor, key, "csec-policies") == "not-found"
    assert verdict(reader, both, key, "csec-policies") == "covered"


def test_asking_for_leads_is_no_notice(reader: EditionReader) -> None:
    text = "When a child is missing the worker contacts siblings at once to find the child."
    assert verdict(reader, text, "notify-when-missing#siblings") == "not-found"


TEAM = """# CSEC Memorandum of Understanding

This memorandum is between Probation, Behavioral Health and the Sheriff for exploited youth.
"""


def test_partners(reader: EditionReader) -> None:
    assert verdict(reader, TEAM, SHERIFF, "interagency-protocol") == "covered"
    assert (
        verdict(reader, TEAM.replace(" and the Sheriff", ""), SHERIFF, "interagency-protocol")
        == "not-found"
    )


def test_a_signature_line_is_no_partner(reader: EditionReader) -> None:
    text = "# CSEC Protocol\n\nExploited youth are served.\n\nSheriff ______________ Date ______\n"
    assert verdict(reader, text.replace("_", r"\_"), SHERIFF, "interagency-protocol") == "not-found"


def test_another_programme_is_not_this_one(reader: EditionReader) -> None:
    text = "# System of care\n\nThis memorandum is between Probation, Health and the Sheriff.\n"
    assert verdict(reader, text, SHERIFF, "interagency-protocol") == "not-found"


def test_lines_depend_on_the_day(reader: EditionReader) -> None:
    keys = {
        one.line.key
        for one in checked(reader, TEAM, "interagency-protocol", date(2017, 6, 1)).findings
    }
    assert SHERIFF not in keys


@pytest.mark.parametrize(
    "opening",
    [
        "# Policy of the State of Oregon\n\nThis is how Oregon finds children who are missing.\n\n",
        "# Copy of WIC 16501.35\n\n(a) (1) As used in this section the following applies.\n\n",
        "# Tribal code\n\nEach tribe decides how tribal agencies may respond.\n\n",
    ],
)
@pytest.mark.parametrize("told", [None, Jurisdiction.COUNTY])
def test_what_shows_as_another_place_is_never_credited(
    reader: EditionReader, opening: str, told: Jurisdiction | None
) -> None:
    result = checked(reader, opening + ALL_NINE, told=told)
    assert result.recognition.jurisdiction is Jurisdiction.OTHER
    assert {one.verdict.value for one in result.findings} == {"not-found"}


def test_what_does_not_show_is_said(reader: EditionReader) -> None:
    result = checked(reader, ALL_NINE, told=None)
    assert result.recognition.jurisdiction is Jurisdiction.UNKNOWN
    assert "does not show" in result.recognition.reason


def test_a_county_of_california_is_recognised(reader: EditionReader) -> None:
    result = checked(reader, f"# Nevada County Protocol\n\n{ALL_NINE}", told=None)
    assert result.recognition.jurisdiction is Jurisdiction.COUNTY


def test_what_the_person_says_of_another_place_holds(reader: EditionReader) -> None:
    result = checked(reader, ALL_NINE, told=Jurisdiction.OTHER)
    assert {one.verdict.value for one in result.findings} == {"not-found"}
