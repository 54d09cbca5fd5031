"""The guide: what is known about spasms, in plain words, built from claims with their sources.

guide(language)     the pages, the claims, the ledger of common claims, the glossary
page_for(code)      the place that explains an exposure, a treatment, a medicine, a symptom or a rule
index, find         search, the same in the page as on the server
"""

from unknot.knowledge.guide.indexing import index
from unknot.knowledge.guide.loading import Guide, Place, guide, page_for
from unknot.knowledge.guide.search import find

__all__ = ["Guide", "Place", "find", "guide", "index", "page_for"]
