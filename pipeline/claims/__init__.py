"""Claims: what an article asserts, and who it says asserts it.

The one public function is :func:`extract_claims`, from annotated articles to CLAIMS.
"""

from pipeline.claims.attributions import find_attributions
from pipeline.claims.config import ClaimsConfig
from pipeline.claims.extraction import extract_claims
from pipeline.claims.lexicon import CLAIMANT_RULES

__all__ = ["CLAIMANT_RULES", "ClaimsConfig", "extract_claims", "find_attributions"]
