"""Filling a Word template: a sandbox that knows our fields, `if` and `for`, and nothing else."""

from collections.abc import Callable, Mapping
from io import BytesIO
from typing import Any
from zipfile import BadZipFile

from docx.opc.exceptions import OpcError
from docxtpl import DocxTemplate
from jinja2 import StrictUndefined, nodes
from jinja2.exceptions import TemplateError
from jinja2.sandbox import SandboxedEnvironment

from core.documents.vocabulary import VOCABULARIES, Vocabulary
from core.errors import InvalidInput
from core.i18n import N_

PLAIN = (
    nodes.Template,
    nodes.Output,
    nodes.TemplateData,
    nodes.If,
    nodes.Const,
    nodes.Not,
    nodes.And,
    nodes.Or,
)
HYPERLINK = "/hyperlink"


class UnknownField(InvalidInput):
    message = N_("The template asks for “{name}”, which papers do not have.")


class TemplateTooClever(InvalidInput):
    message = N_("A template may hold fields, “if” and “for” only.")


class TemplateBroken(InvalidInput):
    message = N_("Word wrote something into this template that cannot be filled. Please check its braces.")


class LeadsOutside(InvalidInput):
    message = N_("This template loads something from outside. Please put pictures into the file itself.")


class PaperEnvironment(SandboxedEnvironment):
    """Judges every template before it runs, wherever in the file it stands."""

    def __init__(self, known: Vocabulary) -> None:
        super().__init__(undefined=StrictUndefined, autoescape=True)
        self.known = known

    def _parse(self, source: str, name: str | None, filename: str | None) -> nodes.Template:
        tree = super()._parse(source, name, filename)
        for node in tree.iter_child_nodes():
            _judge(node, self.known, frozenset())
        return tree


class PaperTemplate(DocxTemplate):  # type: ignore[misc]
    def render_properties(self, context: Mapping[str, Any], jinja_env: object = None) -> None:
        """Title and author of the file stay as the office wrote them."""


def rendered(template: bytes, context: Mapping[str, Any], kind: str) -> bytes:
    """The template with its fields filled. Raises InvalidInput where it is not one of ours."""
    try:
        paper = PaperTemplate(BytesIO(template))
        paper.init_docx()
        _refuse_outside(paper)
        paper.render(dict(context), PaperEnvironment(VOCABULARIES[kind]), True)
        content = BytesIO()
        paper.save(content)
    except (TemplateError, OpcError, SyntaxError, BadZipFile, KeyError, ValueError, AttributeError) as error:
        raise TemplateBroken() from error
    return content.getvalue()


def check(template: bytes, kind: str) -> None:
    """Try it with something in every field. Raises InvalidInput, with what is wrong."""
    rendered(template, VOCABULARIES[kind].samples(), kind)


def _judge(node: nodes.Node, known: Vocabulary, within: frozenset[str]) -> None:
    """`within` are the names of the loops around."""
    inside = within
    judge = JUDGES.get(type(node))
    if judge is not None:
        inside = judge(node, known, within)
    elif not isinstance(node, PLAIN):
        raise TemplateTooClever()
    for child in node.iter_child_nodes(exclude=("target", "iter")):
        _judge(child, known, inside)


def _name(node: nodes.Node, known: Vocabulary, within: frozenset[str]) -> frozenset[str]:
    assert isinstance(node, nodes.Name)
    if node.name not in known.single and node.name not in known.lists and node.name not in within:
        raise UnknownField(name=node.name)
    return within


def _attribute(node: nodes.Node, known: Vocabulary, within: frozenset[str]) -> frozenset[str]:
    assert isinstance(node, nodes.Getattr)
    if not isinstance(node.node, nodes.Name) or node.node.name not in within:
        raise TemplateTooClever()
    if node.attr not in known.parts:
        raise UnknownField(name=node.attr)
    return within


def _loop(node: nodes.Node, known: Vocabulary, within: frozenset[str]) -> frozenset[str]:
    """Over one of our lists, and never inside another loop."""
    assert isinstance(node, nodes.For)
    plain = isinstance(node.target, nodes.Name) and isinstance(node.iter, nodes.Name)
    if within or not plain or node.recursive or node.test is not None:
        raise TemplateTooClever()
    if node.iter.name not in known.lists:  # type: ignore[attr-defined]
        raise UnknownField(name=node.iter.name)  # type: ignore[attr-defined]
    return within | {node.target.name, "loop"}  # type: ignore[attr-defined]


Judge = Callable[[nodes.Node, Vocabulary, frozenset[str]], frozenset[str]]
JUDGES: dict[type[nodes.Node], Judge] = {
    nodes.Name: _name,
    nodes.Getattr: _attribute,
    nodes.For: _loop,
}


def _refuse_outside(paper: DocxTemplate) -> None:
    for part in paper.docx.part.package.iter_parts():
        for relation in part.rels.values():
            if relation.is_external and not relation.reltype.endswith(HYPERLINK):
                raise LeadsOutside()
