"""The English catalogue of the pages. Runs inside `.venv`, beside the code that it reads: it needs Babel and Django."""
