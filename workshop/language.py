"""The language people are spoken to in: the one catalog of window, command line and handout.

Texts are literals inside `text` (or `plural`), with named placeholders, so that Babel can extract
them. The catalog is the standard library's gettext, in English until others are installed.
"""

import gettext

_catalog = gettext.NullTranslations()

text = _catalog.gettext
plural = _catalog.ngettext
