"""The column path: the law as expressions over whole tables, for more units than fit in Python objects.

A table of facts has one row a unit. Its columns are named as in `UnitFacts`: a quantity by its field, in micro-units
(Int64, null = missing), and `open_<field>` for what a volume may be larger than recorded. Every function takes and
gives lazy Narwhals frames, so Polars and Spark run the same expressions; materialising is the caller's.
"""
