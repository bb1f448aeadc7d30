"""The article of a web page: its headline and body, without the page around them."""

from __future__ import annotations

import re

from checker.document.prose import kept_text
from checker.document.readers.flow import Block, Flow
from checker.document.readers.tree import Element

_NO_TEXT = frozenset(
    "audio base button canvas code datalist embed head iframe input kbd map math meter noscript object picture pre progress rp rt samp "
    "script select style svg template textarea title var video".split()
)
_FURNITURE = frozenset("aside dialog figure footer form menu nav".split())
_ROLES = frozenset("alert banner complementary contentinfo dialog form menu menubar navigation search toolbar".split())
_CLASSES = re.compile(
    r"(?:^|[\s_-])(?:ads?|advert|advertisement|authors?|banner|breadcrumbs?|byline|caption|comments?|consent|cookies?|copyright|credits?|date"
    r"|dateline|disqus|footer|footnotes?|hidden|menu|meta|metadata|modal|most-read|nav|navbar|navigation|newsletter|outbrain|pager|pagination"
    r"|popup|promo|pubdate|published|reading-time|recommendations?|recommended|related|share|sharing|sidebar|signature|skip|social"
    r"|sponsor|sponsored|sr-only|subscribe|subscription|taboola|tags?|timestamp|toolbar|tools|visually-hidden|widget)(?:$|[\s_-])",
    re.I,
)
_BODY = re.compile(r"article[_-]*(?:body|content|text)|(?:entry|post|story|news|page)[_-]*(?:body|content|text)|body[_-]*(?:article|text)", re.I)
_LINK_SHARE = 0.7  # of a list's text in links: from here on it is a menu
_BODY_SHARE = 0.3  # of the page's prose: an element with less is not its article
_WRAPPER_SHARE = 0.5  # an element with more is what holds the article, whatever its class says
_PAGE_SHARE = 0.9  # and with more than this, whatever its name says (a form around the page)


def article_blocks(raw: str, root: Element) -> list[Block]:
    """The paragraphs of the article, its headline first.

    Args:
        raw: the HTML that the tree was read from.
        root: the tree.
    """
    return _Page(raw, root).blocks()


class _Page:
    """A page, and which of its elements are not the article."""

    def __init__(self, raw: str, root: Element) -> None:
        self.raw = raw
        self.root = root
        self.elements = list(root.iter())
        self.parents = {child: element for element in self.elements for child in element.children}
        self.dropped = {element for element in self.elements if element.tag in _NO_TEXT}
        self._drop_furniture()
        self.prose, _ = self._measure()

    def blocks(self) -> list[Block]:
        """The paragraphs of the body; what stands between a headline outside it and it goes before."""
        body = self._body()
        flow = Flow(self.raw, self.dropped.__contains__)
        blocks = flow.paragraphs(body)
        headline = None if any(block.level == 1 for block in blocks) else self._headline(body)
        if headline is None:
            return blocks
        page = flow.paragraphs(self.root)
        lead = [b for b in page if b.element.tag in ("p", "h2") and headline.start < b.element.start < body.start]
        return [*flow.paragraphs(headline), *lead, *blocks]

    def _drop_furniture(self) -> None:
        """Leave out navigation and its kin, by name, role or class, unless it holds the article."""
        prose, links = self._measure()
        whole = prose[self.root]
        with_headline = {above for headline in self.root.iter("h1") for above in (headline, *self._above(headline))}
        for element in self.elements:
            attributes = element.attributes
            if element.tag in ("ul", "ol") and links[element] > _LINK_SHARE * (links[element] + prose[element]):
                self.dropped.add(element)
            elif _is_hidden(element) and prose[element] <= whole * _PAGE_SHARE:
                self.dropped.add(element)
            elif element in with_headline:
                continue
            elif element.tag in _FURNITURE or attributes.get("role", "").lower() in _ROLES or self._is_page_header(element):
                if prose[element] <= whole * _PAGE_SHARE:
                    self.dropped.add(element)
            elif _CLASSES.search(f"{attributes.get('class', '')} {attributes.get('id', '')}") and prose[element] <= whole * _WRAPPER_SHARE:
                self.dropped.add(element)

    def _is_page_header(self, element: Element) -> bool:
        return element.tag == "header" and not any(above.tag in ("article", "main") for above in self._above(element))

    def _body(self) -> Element:
        """The element that holds the article: by markup, by a telling class, else the whole page."""
        kinds = (
            [element for element in self.elements if element.tag == "article"],
            [element for element in self.elements if element.attributes.get("itemprop") == "articleBody"],
            [element for element in self.elements if element.tag == "main" or element.attributes.get("role") == "main"],
            [element for element in self.elements if _BODY.search(f"{element.attributes.get('class', '')} {element.attributes.get('id', '')}")],
        )
        for elements in kinds:
            elements = [element for element in elements if not self._is_dropped(element)]
            best = max(elements, key=self.prose.__getitem__, default=self.root)
            if best is not self.root and self.prose[best] >= _BODY_SHARE * self.prose[self.root]:
                return best
        return self.root

    def _headline(self, body: Element) -> Element | None:
        """The last ``h1`` before the body that is not the name of the site.

        The name of the site stands in the page's header and not at the head of the page's title.
        """
        page_title = " ".join(self._text(element) for element in self.root.iter("title")).strip()
        found = None
        for element in self.root.iter("h1"):
            if element.start < body.start and not self._is_dropped(element):
                text = self._text(element)
                if text and (page_title.startswith(text) or not any(map(self._is_page_header, self._above(element)))):
                    found = element
        return found

    def _is_dropped(self, element: Element) -> bool:
        return not self.dropped.isdisjoint((element, *self._above(element)))

    def _text(self, element: Element) -> str:
        return " ".join(kept_text(self.raw, element.kept()).split())

    def _above(self, element: Element) -> list[Element]:
        above = []
        while element in self.parents:
            element = self.parents[element]
            above.append(element)
        return above

    def _measure(self) -> tuple[dict[Element, int], dict[Element, int]]:
        """The characters of each element outside links, and those inside links; dropped ones have none."""
        prose: dict[Element, int] = dict.fromkeys(self.elements, 0)
        links: dict[Element, int] = dict.fromkeys(self.elements, 0)
        for element in reversed(self.elements):
            if element in self.dropped:
                continue
            for item in element.items:
                if isinstance(item, Element):
                    prose[element] += prose[item]
                    links[element] += links[item]
                else:
                    prose[element] += len(kept_text(self.raw, [item]).strip())
            if element.tag == "a":
                links[element] += prose[element]
                prose[element] = 0
        return prose, links


def _is_hidden(element: Element) -> bool:
    attributes = element.attributes
    return "hidden" in attributes or attributes.get("aria-hidden") == "true" or "display:none" in attributes.get("style", "").replace(" ", "").lower()
