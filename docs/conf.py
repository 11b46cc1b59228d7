"""The site of docs/, built by `./dev docs`: Sphinx with MyST and furo of Debian, equations by Debian's MathJax."""

project = "qingliu 清流"
author = "the authors of qingliu"
extensions = ["myst_parser", "sphinx.ext.mathjax"]
source_suffix = {".md": "markdown"}
root_doc = "docs/index"
exclude_patterns = ["**/_static/**"]
myst_enable_extensions = ["dollarmath", "tasklist"]
myst_heading_anchors = 4
# READMEs begin sections as they like; blocks of YAML show what is no YAML by itself.
suppress_warnings = ["myst.header", "misc.highlighting_failure"]
html_theme = "furo"
html_title = "qingliu 清流"
html_static_path = ["docs/_static"]
html_css_files = ["site.css"]
html_show_sphinx = False
html_show_copyright = False
html_copy_source = False
# The site shows equations without a network: MathJax 2 of the package libjs-mathjax lies in it.
mathjax_path = "mathjax/MathJax.js?config=TeX-AMS_CHTML"
myst_update_mathjax = False  # it speaks to MathJax 3
mathjax2_config = {"tex2jax": {"inlineMath": [["\\(", "\\)"]], "displayMath": [["\\[", "\\]"]],
                               "ignoreClass": "tex2jax_ignore", "processClass": "math"},
                   "CommonHTML": {"linebreaks": {"automatic": True}}, "showMathMenu": False,
                   "showProcessingMessages": False, "messageStyle": "none"}


def setup(app):
    from pygments.lexers.special import TextLexer

    app.add_lexer("csv", TextLexer)
