"""The law reader: load a rule set, check facts, score, classify, prioritise, explain. Pure Python, no Django."""
