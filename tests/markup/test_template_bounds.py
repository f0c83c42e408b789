"""What a template of a brief may make: no page is without end, and nothing of Python is printed."""

from __future__ import annotations

import time
from pathlib import Path

import pytest

from briefpress.core.files import Files
from briefpress.core.problems import Problem, Unprintable
from briefpress.markup.jinja import Templates


def rendered(folder: Path, template: str, **names: object) -> str:
    """What a template prints, without its marks."""
    (folder / "page.txt").write_text(template, "utf-8")
    return Templates(folder, Files(folder)).render("page.txt", names)


def told(folder: Path, template: str, **names: object) -> Problem:
    """The problem of a template, which is told at its line."""
    with pytest.raises(Unprintable) as raised:
        rendered(folder, template, **names)
    (problem,) = raised.value.problems
    assert problem.position is not None
    assert problem.position.line
    assert problem.hint
    return problem


@pytest.mark.parametrize(
    ("template", "text"),
    [
        ("{{ 'a' ~ 1 ~ none }}", "a1None"),
        ("{{ 2 * 3 }} {{ 2 ** 10 }} {{ 'ab' * 2 }} {{ 1 + 1.5 }}", "6 1024 abab 2.5"),
        ("{{ '%05.1f of %s' % (1.25, 'b') }}", "001.2 of b"),
        ("{{ '{:>5}|{}'.format('a', 2) }}", "    a|2"),
        ("{{ 'a'|center(3) }}{{ 'b'.ljust(3) }}|", " a b  |"),
        ("{{ ['a', 1]|join('-') }}{{ '-'.join(['b', 'c']) }}", "a-1b-c"),
        (
            "{% for x in 'abc' %}{{ loop.index }}/{{ loop.length }}{{ x }}{{ ',' if not loop.last }}{% endfor %}",
            "1/3a,2/3b,3/3c",
        ),
        ("{% for x in ['ab', 'c'] recursive %}{{ x }}{{ loop('d') if x == 'c' }}{% endfor %}", "abcd"),
        ("{{ {'a': 1}|tojson }}{{ ['b', 'c']|map('upper')|join }}", '{"a": 1}BC'),
        ("{{ 'a b'|replace(' ', '-') }}{{ true }}", "a-bTrue"),
        ("{{ [{'a': 1}, {'a': 2}]|join(', ', attribute='a') }}", "1, 2"),
    ],
)
def test_what_templates_do_goes_on(template: str, text: str, tmp_path: Path) -> None:
    assert rendered(tmp_path, template) == text


@pytest.mark.parametrize(
    "template",
    [
        "{{ f }}",
        "{{ f|pprint }}",
        "{{ f|string }}",
        "{{ f ~ '' }}",
        "{{ '%s' % f }}",
        "{{ '%s' % (f,) }}",
        "{{ '%(a)s' % {'a': f} }}",
        "{{ '%s'|format(f) }}",
        "{{ '{}'.format(f) }}",
        "{{ '{!r}'.format(f) }}",
        "{{ '{a}'.format_map({'a': f}) }}",
        "{{ [f]|join }}",
        "{{ [f]|map('string')|join }}",
        "{{ [f]|map('upper')|join }}",
        "{{ [{'a': f}]|join(attribute='a') }}",
        "{{ f|upper }}",
        "{{ f|replace('a', 'b') }}",
        "{{ f|trim }}",
        "{{ [f] }}",
        "{{ {'a': f} }}",
        "{{ {'a': f}.items() }}",
        "{{ ['a']|map('upper') }}",
        "{% macro m() %}{% endmacro %}{{ m }}",
        "{% for x in 'a' %}{{ loop }}{% endfor %}",
        "{{ 'a'.upper }}",
        "{{ [f]|pprint }}",
    ],
)
def test_what_has_no_text_of_its_own_is_not_printed(template: str, tmp_path: Path) -> None:
    assert told(tmp_path, template, f=time.sleep).code == "template-error"


@pytest.mark.parametrize(
    "template",
    [
        "{{ 'x' * 3000000000 }}",
        "{{ 3000000000 * 'x' }}",
        "{{ ([1] * 3000000000)|length }}",
        "{{ 9 ** (10 ** 7) }}",
        "{{ '%1000000000d'|format(1) }}",
        "{{ '%*d' % (1000000000, 1) }}",
        "{{ '%.1000000000f' % 1 }}",
        "{{ '{:1000000000}'.format(1) }}",
        "{{ '{:{}}'.format('x', 1000000000) }}",
        "{{ 'x'|center(1000000000) }}",
        "{{ 'x'.ljust(1000000000) }}",
        "{{ '1'.zfill(1000000000) }}",
        "{{ '\t'.expandtabs(1000000000) }}",
        "{{ 'x'|indent(1000000000, true) }}",
        "{{ 'x'|indent(width=1000000000) }}",
        "{{ [1]|batch(1000000000, 'x')|list|length }}",
        "{{ [1]|slice(1000000000)|list|length }}",
        "{{ 1|round(1000000000) }}",
        "{{ [1]|tojson(1000000000) }}",
        "{{ ('x' * 10000)|replace('x', 'y' * 10000) }}",
        "{{ ('x' * 10000).replace('', 'y' * 10000) }}",
        "{{ ('x' * 10000).join(['y'] * 10000) }}",
        "{{ (['y'] * 10000)|join('x' * 10000) }}",
        "{{ ('x' * 10000)|wordwrap(1, wrapstring='y' * 10000) }}",
        "{% set x = 'x' * 1000 %}" + "{% set x = x ~ x %}" * 40 + "{{ x|length }}",
        "{% set x = 'x' * 1000 %}" + "{% set x = x + x %}" * 40 + "{{ x|length }}",
        "{% set x = 9 %}" + "{% set x = x * x %}" * 40 + "{{ x }}",
        "{% set x = ['a'] %}" + "{% set x = [x, x] %}" * 40 + "{{ x|tojson }}",
        "{% set x = 'x' * 9000000 %}{% for a in 'x' * 1000 %}{% set y = x.find('y') %}{% endfor %}",
        "{% set x = 'x' * 9000000 %}{% for a in 'x' * 1000 %}{% set y = x|wordcount %}{% endfor %}",
        "{% set x = ['x'] * 900000 %}{% for a in 'x' * 1000 %}{% set y = x|last %}{% endfor %}",
        "{% set x = [[['x' * 9999] * 99] * 99] * 99 %}{{ x|tojson|length }}",
        "{% set x = 'x' * 1000 %}{% for a in x %}{% for b in x %}{% for c in x %}{% endfor %}{% endfor %}{% endfor %}",
        "{% macro m(n) %}{% if n %}{{ m(n - 1) }}{{ m(n - 1) }}{% endif %}{% endmacro %}{{ m(30) }}",
        "{% for a in ['x'] recursive %}{{ loop('x' * 600000) if loop.depth == 1 }}{% endfor %}",
        "{% for a in 'x' * 1000 %}{% set y %}" + "y" * 20_000 + "{% endset %}{{ y }}{% endfor %}",
        "{% for a in 'x' * 1000 %}" + "y" * 20_000 + "{% endfor %}",
    ],
)
def test_what_a_page_has_no_room_for_is_told_before_it_is_made(template: str, tmp_path: Path) -> None:
    assert told(tmp_path, template).code == "too-much"


def test_templates_that_include_each_other_without_end(tmp_path: Path) -> None:
    for number in range(25):
        include = f"{{% include '{number + 1}.txt' %}}" * 2
        (tmp_path / f"{number}.txt").write_text(include, "utf-8")
    (tmp_path / "25.txt").write_text("x", "utf-8")
    assert told(tmp_path, "{% include '0.txt' %}").code == "too-much"


def test_methods_that_make_anything_are_not_there(tmp_path: Path) -> None:
    assert told(tmp_path, "{{ (1).to_bytes(1000000000, 'big')|length }}").code == "undefined-name"
    assert told(tmp_path, "{{ 'aa'.translate({97: 'x' * 1000000}) }}").code == "undefined-name"
