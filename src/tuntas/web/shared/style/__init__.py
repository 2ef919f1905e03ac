"""The living style page (`/gaya/`, only with DEBUG): every component with invented figures."""
