"""The Spasm Profile on paper: a tagged PDF, exported under Typst's PDF/UA-1 enforcement."""

from unknot.pdf.typeset import Code, Paper, render

__all__ = ["Code", "Paper", "render"]
