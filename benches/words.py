#!/usr/bin/env python3
"""How much of the shipped words is no words but decides: less than 15 % of their bytes.

    benches/words.py [FOLDER] [LANGUAGE]

FOLDER is `templates`, LANGUAGE `en` unless said otherwise. Counted are the pieces of each document's words, the texts of its
front matter and the shared pieces, without ids and comments. What decides stands in `{% … %}` (loops too) or in a `{{ … }}` with
`if`, `else` or `or`. What stands in other `{{ … }}` (values and the words round them) is shown beside it. The exit code is 1 if
the limit is passed.
"""

import re
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
LIMIT = 15.0
TAG = re.compile(r'\{%.*?%\}|\{\{(?:"(?:\\.|[^"\\])*"|\'(?:\\.|[^\'\\])*\'|[^"\'])*?\}\}', re.S)
TEXT = re.compile(r'"(?:\\.|[^"\\])*"|\'(?:\\.|[^\'\\])*\'', re.S)
# `| or` is the filter that lists: a, b or c.
DECIDES = re.compile(r"(?<![|\w.])\s*\b(if|else|or)\b(?!\s*=)")


def words_of(path):
    """The texts of a file: of its front matter, and of its pieces, without ids and comments."""
    text = path.read_text(encoding="utf-8")
    front = ""
    if text.startswith("---\n"):
        end = text.index("\n---\n", 3)
        front, text = text[4:end + 1], text[end + 5:]
        # Only what stands behind a key or in a list is words.
        front = "".join(re.sub(r"^\s*(?:[a-z_]+:|-)\s*|^\s*#.*", "", line) for line in front.splitlines(True))
        if first := re.search(r"^#+ .*\{#[\w-]+\}\s*$", text, re.M):
            text = text[first.start():]
    text = re.sub(r"^#+ \{#[\w-]+\}\s*$", "", text, flags=re.M)
    text = re.sub(r"\s*\{#[\w-]+\}\s*$", "", text, flags=re.M)
    text = re.sub(r"\{#-?\s.*?\s-?#\}", "", text, flags=re.S)
    return re.sub(r"\n{2,}", "\n\n", front + text)


def is_deciding(tag):
    """Whether a tag is a statement, or a value that depends on something."""
    return tag.startswith("{%") or DECIDES.search(re.sub(r"\|\s*or\b", "", TEXT.sub('""', tag))) is not None


def size(text):
    return len(text.encode())


def main():
    folder = Path(sys.argv[1]) if len(sys.argv) > 1 else ROOT / "templates"
    language = sys.argv[2] if len(sys.argv) > 2 else "en"
    files = sorted(folder.glob(f"*/{language}.md")) + sorted((folder / "partials").glob(f"{language}/*.md"))
    total = [0, 0, 0]
    for path in files:
        words = words_of(path)
        tags = TAG.findall(words)
        counts = [size(words), sum(size(tag) for tag in tags if is_deciding(tag)),
                  sum(size(tag) for tag in tags if not is_deciding(tag))]
        total = [one + more for one, more in zip(total, counts)]
        show(str(path.relative_to(folder)), counts)
    show("all", total)
    sys.exit(total[1] * 100 >= total[0] * LIMIT)


def show(name, counts):
    whole, deciding, values = counts
    print(f"{name:32} {whole:6} bytes  {deciding * 100 / whole:5.1f} % decide  {values * 100 / whole:5.1f} % values")


if __name__ == "__main__":
    main()
