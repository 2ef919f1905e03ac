"""The rooms behind `run.py`: the environment, the checks, the wheel. Standard library only."""
