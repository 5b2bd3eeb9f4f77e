"""The learned reader: one small encoder, read once over a text, and heads that find who said what.

It needs onnxruntime, tokenizers and numpy, and nothing else; `train` makes its weights.
"""

from onrecord.read.reader.found import Attribution, Scores
from onrecord.read.reader.reader import Reader, Study

__all__ = ["Attribution", "Reader", "Scores", "Study"]
