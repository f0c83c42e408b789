"""Which test makes the press say a code, for the codes that no file of tests/unprintable is about.

conftest.py sees to it that the test does: the code must come out while it runs.
"""

_ARCHIVE = "archive/test_archive.py::"
_DOSSIERS = "dossier/test_dossiers.py::"
_UNPRINTABLE = "reading/test_unprintable.py::"

#: A test, or one of its cases, by the code.
PROVOKED = {
    "blank-space": "pdf/test_preflight.py::test_a_gap_of_more_than_two_lines_in_the_text[4--told1]",
    "busy-port": "preview/test_server.py::test_a_port_that_cannot_be_had_is_told",
    "changed-file": f"{_ARCHIVE}test_other_bytes_are_told",
    "changed-house": f"{_ARCHIVE}test_a_file_of_the_house_that_has_come_or_gone_is_told",
    "changed-page": "dossier/test_forms.py::test_a_page_that_would_look_otherwise_is_refused",
    "changed-source": f"{_ARCHIVE}test_content_that_was_changed_inside_is_told",
    "changed-version": f"{_ARCHIVE}test_another_version_is_told",
    "cut-off-picture": "pdf/test_preflight.py::test_pictures_over_the_edge[height: 952px; width: 20px-False]",
    "damaged-file": f"{_DOSSIERS}test_a_file_that_cannot_be_bound_is_told_at_its_place[-cut]",
    "different-values": "reading/test_conditions.py::test_a_translation_prints_the_same_values",
    "different-links": f"{_UNPRINTABLE}test_a_translation_that_differs_from_its_source",
    "duplicate-source": "reading/test_sources.py::test_what_is_suspect_in_sources_is_told",
    "edited-file": "press/test_publish.py::test_what_somebody_has_changed_is_not_replaced",
    "empty-file": f"{_UNPRINTABLE}test_an_empty_file",
    "existing-edition": f"{_UNPRINTABLE}test_a_new_edition_does_not_take_the_place_of_one",
    "existing-folder": f"{_ARCHIVE}test_nothing_is_overwritten_but_what_extract_wrote",
    "foreign-pdf": f"{_ARCHIVE}test_what_is_none_of_ours_is_refused",
    "headless-row": "pdf/test_preflight.py::test_a_row_without_the_head_of_its_table[tr { break-inside: avoid }-told1]",
    "idle-value": "reading/test_conditions.py::test_a_value_that_nobody_prints_is_told",
    "idle-waiver": f"{_UNPRINTABLE}test_a_waiver_excuses_a_difference_and_is_not_left_over",
    "locked-file": f"{_DOSSIERS}test_a_file_that_cannot_be_bound_is_told_at_its_place[-locked]",
    "lone-heading": "pdf/test_preflight.py::test_a_heading_at_the_foot_of_a_page[auto--told1]",
    "low-marking": f"{_DOSSIERS}test_a_dossier_is_marked_as_closely_as_its_files",
    "missing-folder": f"{_UNPRINTABLE}test_a_folder_that_is_not_there",
    "missing-lock": "confined/test_locks.py::test_what_is_not_trusted_is_not_touched_without_a_lock",
    "missing-pandoc": "formats/test_formats.py::test_without_pandoc[docx-1]",
    "missing-server": "preview/test_server.py::test_without_what_serves_it",
    "missing-validator": "pdf/test_conformance.py::test_a_final_edition_is_not_printed_without_the_validator",
    "not-conforming": "pdf/test_conformance.py::test_what_does_not_conform_is_not_printed",
    "refused-mail": "reading/test_markings.py::test_what_may_not_be_mailed_is_not",
    "refused-markup": "formats/test_allowed.py::test_what_stands_around_the_page_is_told_as_well",
    "same-version": "redline/test_diff.py::test_versions_that_bear_the_same_name_are_told",
    "short-last-page": f"{_UNPRINTABLE}test_a_last_page_of_a_few_lines_is_told_and_printed",
    "split-word": "pdf/test_preflight.py::test_a_word_that_is_broken_without_a_hyphen[Vereinbarungen-told0]",
    "stage-failed": "confined/test_children.py::test_a_child_that_does_not_answer_is_told",
    "too-much": "confined/test_children.py::test_what_is_too_much_is_told",
    "unapplied-redaction": "dossier/test_comments.py::test_redactions_that_are_not_carried_out_are_refused[]",
    "unknown-revision": "redline/test_diff.py::test_hostile_names_of_revisions",
    "unlike-markings": (
        "reading/test_markings.py::test_the_most_severe_of_the_parts_prevails_where_they_compare[parts4-None-wanted4]"
    ),
    "unprintable-field": (
        "dossier/test_forms.py::test_what_cannot_be_printed_is_refused_field_by_field[more than fits]"
    ),
    "unreadable-file": f"{_UNPRINTABLE}test_a_folder_in_the_place_of_a_file",
    "unsafe-name": f"{_ARCHIVE}test_a_name_that_cannot_be_written_everywhere_is_told",
    "unsafe-text": "formats/test_headers.py::test_what_would_be_read_otherwise_is_no_draft[given0]",
    "unseen-character": "reading/test_unseen.py::test_a_reference_of_html_is_the_character[a&#x202e;b-8-error]",
    "unsettable": f"{_UNPRINTABLE}test_a_drawing_that_weasyprint_cannot_set",
    "untranslated-text": "reading/test_translation.py::test_what_is_word_for_word_its_source_is_told_once",
    "unwritable": f"{_UNPRINTABLE}test_a_folder_where_the_file_should_be",
    "wrong-data": "reading/test_table_data.py::test_numbers_as_offices_write_them_are_told",
    "wrong-marking": "reading/test_markings.py::test_what_cannot_be_a_marking_is_told[- none]",
    "wrong-placeholder": (
        "reading/test_own_labels.py::"
        "test_what_is_wrong_is_told_where_it_stands[labels3-wrong-placeholder-did you mean `{date}`?]"
    ),
    "wrong-part": f"{_DOSSIERS}test_mistakes_of_the_dossier_itself_are_told_all_at_once",
    "wrong-style": "markup/test_citation_styles.py::test_a_style_that_cannot_be_used_is_told"
    "[no style-style.csl-the style is no XML]",
    "wrong-text": "reading/test_declarations.py::test_what_is_wrong_in_a_brief_is_told_at_its_place"
    "[2026/14-14/2026-8:17-wrong-text-`14/2026` does not have the form `^[0-9]{4}/[0-9]+$`]",
    "wrong-bibliography": "reading/test_bibliographies.py::test_a_bibliography_that_cannot_be_read"
    "[refs_bib-nothing of the sort-wrong-bibliography-brief.yaml:5]",
    "withheld-sources": f"{_ARCHIVE}test_an_edition_that_leaves_out_what_is_for_others_encloses_no_sources",
}
