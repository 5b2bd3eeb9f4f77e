"""Whether the desk answers only those who may ask it, and goes on answering them."""
