"""Measuring Onrecord: predictions for the scorers, quality floors, and the pages of figures made from them."""
