"""The same words in the same order in Markdown, text, HTML and PDF.

What is made the same before comparing, because it is meant to differ:

* **All formats.** White space; words without a letter or digit (`·`, `--`, `____`); Unicode compatibility forms (NFKC),
  so that a ligature is its letters. The numbers of a numbered list are written out.
* **Markdown.** Front matter and the classes of headings (`{.facts}`) are no words.
* **Text.** A table is read row by row as `head: cell`, and `, ` stands for a new line in a cell (`<br>` in Markdown). Behind
  a link's words its address may stand in parentheses: the check demands it there exactly when the words are not the address
  and nothing but the address follows them.
* **PDF, reading order.** Taken from the structure tree, what a screen reader reads. Page furniture (footer, page number, mark of
  a draft) is not in it. The tree does not tell where a line ends, so letters are compared without white space, section by
  section. In two sections the layout draws a table as tiles or boxes in an order of its own, so there the words are
  compared sorted: `{.facts}` (the heads are not drawn) and `{.signatures}` (the first three heads are not drawn; the
  organisation and the head of its stamp once for each organisation, the others once for each signatory). In a letter the
  heading of `{.signatures}` is its closing line, such as "Yours sincerely,": a paragraph, and not to be a heading.
* **PDF, visible page.** Taken from `pdftotext`, for what the tree cannot tell: that words stand apart. Sorted runs of letters
  and digits, since a line may end at any hyphen, dot or slash. What is there besides the document's words must stand in the
  last line of a page, or in those above it that end every page (the footer), or be a table's head repeated on a further page.
"""

import re
import unicodedata
from collections import Counter
from dataclasses import dataclass, field
from html.parser import HTMLParser

import yaml
from markdown_it import MarkdownIt

from structure import read_structure, visible_text

# A link's address is kept in the text between two private-use letters, which no document may have.
ADDRESS = re.compile("\ue000(.*?)\ue001")
# … which the same address follows, as in "Join the call · https://…".
FOLLOWED = re.compile("\ue000([^\ue000\ue001]*)\ue001(?=[ \u00a0]· \\1(?!\\S))")
# Sections whose tables the layouts draw in an order of their own.
DRAWN_APART = {"facts", "signatures"}
# Documents that are letters.
LETTERS = {"loi", "contact-letter"}
# The columns of a table of signatures that are drawn once for each organisation: its name, and the head of its stamp.
ORGANISATION, STAMP = 2, 5
INLINE = {"strong", "em", "s", "code", "a", "b", "i", "span"}


@dataclass
class Table:
    """A table's cells."""

    head: list = field(default_factory=list)
    rows: list = field(default_factory=list)


@dataclass
class Section:
    """A heading and what stands below it, up to the next heading."""

    heading: str = ""
    classes: list = field(default_factory=list)
    pieces: list = field(default_factory=list)


# ---- Reading ----


def front_matter(markdown):
    """The front matter of a Markdown file as strings, and the rest."""
    found = re.match(r"---\n(.*?)\n---\n", markdown, re.DOTALL)
    if not found:
        return {}, markdown
    return yaml.load(found[1], Loader=yaml.BaseLoader) or {}, markdown[found.end() :]


def link(words, url):
    """A link's words with its address, where the words are not the address."""
    address = re.sub(r"^(mailto:|tel:)", "", url)
    bare = lambda text: re.sub(r"^https?://", "", text).rstrip("/").replace(" ", "")
    return words if bare(words) == bare(address) else f"{words}\ue000{address}\ue001"


def read_markdown(markdown):
    """The sections of a Markdown file."""
    _, body = front_matter(markdown)
    sections = [Section()]
    table, number = None, []
    tokens = MarkdownIt("commonmark").enable(["table", "strikethrough"]).parse(body)
    for before, token in zip([None, *tokens], tokens):
        match token.type:
            case "ordered_list_open":
                number.append(int(token.attrGet("start") or 1))
            case "bullet_list_open":
                number.append(None)
            case "ordered_list_close" | "bullet_list_close":
                number.pop()
            case "list_item_open" if number[-1] is not None:
                sections[-1].pieces.append(f"{number[-1]}.")
                number[-1] += 1
            case "table_open":
                table = Table()
                sections[-1].pieces.append(table)
            case "tr_open":
                table.rows.append([])
            case "thead_close":
                table.head = table.rows.pop()
            case "inline":
                text = inline(token.children, before.type in ("td_open", "th_open"))
                if before.type == "heading_open":
                    classes = re.search(r"\s*\{([^}]*)\}\s*$", text)
                    names = re.findall(r"\.([\w-]+)", classes[1]) if classes else []
                    sections.append(Section(text[: classes.start()] if classes else text, names))
                elif before.type in ("td_open", "th_open"):
                    table.rows[-1].append(text)
                else:
                    sections[-1].pieces.append(text)
            case "code_block" | "fence" | "html_block":
                sections[-1].pieces.append(token.content)
    return sections


def inline(tokens, in_cell):
    """The letters of a line of Markdown; in a cell of a table, where a line cannot end, `<br>` is one."""
    text, links = "", []
    for token in tokens:
        match token.type:
            case "softbreak" | "hardbreak":
                text += "\n"
            case "html_inline" if in_cell and token.content == "<br>":
                text += "\n"
            case "link_open":
                links.append((token.attrGet("href"), len(text)))
            case "link_close":
                url, start = links.pop()
                text = text[:start] + link(text[start:], url)
            case _:
                text += token.content
    return text


class HtmlReader(HTMLParser):
    """Reads the body of a page into sections."""

    def __init__(self):
        super().__init__(convert_charrefs=True)
        self.sections = [Section()]
        self.text = ""
        self.title = ""
        self.table = None
        self.number = []
        self.links = []
        self.hidden = False

    def handle_starttag(self, tag, attributes):
        attributes = dict(attributes)
        if tag == "a":
            self.links.append((attributes.get("href", ""), len(self.text)))
        if tag in INLINE:
            return
        if tag == "br":
            self.text += "\n"
            return
        self.flush()
        if tag in ("head", "style", "script"):
            self.hidden = True
        if tag in ("ol", "ul"):
            self.number.append(int(attributes.get("start", 1)) if tag == "ol" else None)
        if tag == "li" and self.number[-1] is not None:
            self.sections[-1].pieces.append(f"{self.number[-1]}.")
            self.number[-1] += 1
        if tag == "table":
            self.table = Table()
            self.sections[-1].pieces.append(self.table)
        if tag == "tr":
            self.table.rows.append([])

    def handle_endtag(self, tag):
        if tag == "a":
            url, start = self.links.pop()
            self.text = self.text[:start] + link(self.text[start:], url)
        if tag in INLINE:
            return
        if re.fullmatch("h[1-6]", tag):
            self.sections.append(Section(self.text))
            self.text = ""
        elif tag in ("td", "th"):
            self.table.rows[-1].append(self.text)
            self.text = ""
        elif tag == "title":
            self.title, self.text = self.text, ""
        self.flush()
        if tag == "thead":
            self.table.head = self.table.rows.pop()
        if tag == "table":
            self.table = None
        if tag in ("ol", "ul"):
            self.number.pop()
        if tag == "head":
            self.hidden = False

    def handle_data(self, data):
        self.text += data

    def flush(self):
        """Ends a block: what was read belongs to the section at hand."""
        if self.text.strip() and not self.hidden:
            self.sections[-1].pieces.append(self.text)
        self.text = ""


def read_html(html):
    """The sections of an HTML page."""
    reader = HtmlReader()
    reader.feed(html)
    reader.close()
    return reader.sections


def read_html_title(html):
    """The title of an HTML page."""
    reader = HtmlReader()
    reader.feed(html)
    return reader.title


# ---- Words ----


def split(text):
    """The words of a text: what stands between white space and has a letter or digit."""
    text = unicodedata.normalize("NFKC", text.replace("\u00ad", ""))
    return [word for word in text.split() if any(letter.isalnum() for letter in word)]


def flat(sections, table_words):
    """All of the sections' text; how a table is read is the caller's choice."""
    parts = []
    for section in sections:
        parts.append(section.heading)
        for piece in section.pieces:
            parts.append(table_words(piece) if isinstance(piece, Table) else piece)
    return "\n".join(parts)


def by_rows(table):
    """A table as HTML and PDF read it: the head, then row by row."""
    return "\n".join(cell for row in [table.head, *table.rows] for cell in row)


def by_labels(table):
    """A table as text reads it: `head: cell`, each cell in one line."""
    lines = []
    for row in table.rows:
        for at, cell in enumerate(row):
            cell = cell.replace("\n", ", ")
            label = table.head[at] if at < len(table.head) else ""
            lines.append(f"{label}: {cell}" if label else cell)
    return "\n".join(lines)


def as_drawn(section):
    """A section whose table the PDF draws as tiles or boxes: which words it draws, in any order."""

    def drawn(table):
        if "signatures" not in section.classes:
            return "\n".join(cell for row in table.rows for cell in row)
        heads = [head for at, head in enumerate(table.head) if at > ORGANISATION and at != STAMP]
        persons = [cell for row in table.rows for at, cell in enumerate(row) if at != ORGANISATION]
        organisations = {row[ORGANISATION] for row in table.rows}
        return "\n".join([*persons, *heads * len(table.rows), *organisations, *table.head[STAMP : STAMP + 1] * len(organisations)])

    return flat([Section("", [], section.pieces)], drawn)


def plain(sections):
    """The sections' text without links' addresses, tables row by row."""
    return ADDRESS.sub("", flat(sections, by_rows))


def with_addresses(sections):
    """The sections' text as text shows it: links' addresses in parentheses unless they follow anyway, tables by labels."""
    return ADDRESS.sub(r" (\1)", FOLLOWED.sub("", flat(sections, by_labels)))


def letters(text):
    """The letters of a text without white space and without what is not read aloud: dots between, bullets.

    Portuguese and Polish write the hyphen of a word once more where the next line begins: here it is one.
    """
    return re.sub("-+", "-", re.sub("[\\s\u00ad\u200b·•]", "", unicodedata.normalize("NFKC", text)))


def runs(text):
    """How often each run of letters and digits is there."""
    return Counter(re.findall(r"[^\W_]+", unicodedata.normalize("NFKC", text.replace("\u00ad", ""))))


def difference(found, wanted):
    """Where two sequences of words or letters part, in words."""
    at = next((at for at, (one, other) in enumerate(zip(found, wanted)) if one != other), min(len(found), len(wanted)))
    glue = "" if isinstance(found, str) else " "
    around = 30 if isinstance(found, str) else 5
    show = lambda sequence: glue.join(sequence[max(0, at - around) : at + around])
    return f"`… {show(found)} …` instead of `… {show(wanted)} …`"


# ---- Checks ----


def check(report, workspace, draft):
    """Compares every document's formats with its Markdown."""
    documents = workspace.documents
    report.each("words: Markdown and HTML", documents, check_html)
    report.each("words: Markdown and text", documents, check_text)
    report.each("words: Markdown and PDF, in reading order", documents, check_reading_order, draft)
    report.each("words: Markdown and PDF, on the page", documents, check_page, draft)


def check_html(group, document):
    """Word by word, tables row by row."""
    check_words(group, plain(read_html(document.text("html"))), plain(read_markdown(document.text("md"))), document)


def check_text(group, document):
    """Word by word, tables by their labels, links with their addresses."""
    check_words(group, document.text("txt"), with_addresses(read_markdown(document.text("md"))), document)


def drawn_sections(document, draft):
    """The Markdown's sections; in a PDF the word that marks a draft is page furniture."""
    sections = read_markdown(document.text("md"))
    if draft:
        sections[0].pieces.pop(0)
    return sections


def check_words(group, found, wanted, where):
    """The same words in the same order."""
    found, wanted = split(found), split(wanted)
    group.check(found and found == wanted, where, difference(found, wanted))


def check_reading_order(group, document, draft):
    """The same sections with the same letters; the sections that are drawn as tiles or boxes by their sorted words."""
    where, wanted = document, drawn_sections(document, draft)
    found = [Section(heading, [], [text]) for heading, text in read_structure(document.files["pdf"])]
    closing = next((at for at, section in enumerate(wanted) if document.name in LETTERS and "signatures" in section.classes), None)
    found_headings = [letters(section.heading) for section in found]
    wanted_headings = [letters(section.heading) for at, section in enumerate(wanted) if at != closing]
    group.check(found_headings == wanted_headings, where, f"headings: {difference(found_headings, wanted_headings)}")
    if found_headings != wanted_headings:
        return
    if closing is not None:
        parts = re.split(rf"\s{re.escape(wanted[closing].heading)}\s", found[closing - 1].pieces[0])
        group.check(len(parts) == 2, where, f"`{wanted[closing].heading}` is {len(parts) - 1} times a paragraph in front of the signatures")
        if len(parts) != 2:
            return
        found[closing - 1].pieces = parts[:1]
        found.insert(closing, Section(wanted[closing].heading, [], parts[1:]))
    for one, other in zip(found, wanted, strict=True):
        place = f"{where}, `{other.heading or 'before the first heading'}`"
        if DRAWN_APART & set(other.classes):
            one, other = runs("\n".join(one.pieces)), runs(ADDRESS.sub("", as_drawn(other)))
            group.check(one == other, place, f"too much: {sorted(one - other)}, too little: {sorted(other - one)}")
        else:
            one, other = letters(plain([one])), letters(plain([other]))
            group.check(one == other, place, difference(one, other))


def check_page(group, document, draft):
    """The same words on the page, in any order; nothing more but the page's furniture."""
    where, sections = document, drawn_sections(document, draft)
    pages = visible_text(document.files["pdf"]).split("\f")[:-1]
    wanted, heads = Counter(), Counter()
    for section in sections:
        body = as_drawn(section) if DRAWN_APART & set(section.classes) else flat([Section("", [], section.pieces)], by_rows)
        wanted += runs(ADDRESS.sub("", f"{section.heading}\n{body}"))
        for piece in section.pieces:
            heads += runs(" ".join(piece.head)) if isinstance(piece, Table) else Counter()
    found = runs("\n".join(pages))
    furniture = Counter()
    for end in footers(pages):
        furniture += runs(end)
        # The large word behind a draft is set letter by letter.
        furniture += runs("Draft D r a f t ft af aft raft") if draft else Counter()
    for _ in pages[1:]:
        furniture += heads
    group.check(not wanted - found, where, f"not on the page: {sorted(wanted - found)}")
    group.check(not found - wanted - furniture, where, f"only on the page: {sorted(found - wanted - furniture)}")


def footers(pages):
    """The footer of each page: its last line, and those above it that end every page, if there are several."""
    pages = [page.strip().splitlines() or [""] for page in pages]
    high = 1
    while len(pages) > 1 and all(len(lines) > high for lines in pages) and len({lines[-high - 1] for lines in pages}) == 1:
        high += 1
    return ["\n".join(lines[-high:]) for lines in pages]
