@echo off
rem The front door on Windows: the first Python that runs reads run.py, which looks for a fitting one.
setlocal
for %%P in ("py -3" "python" "python3") do (
    %%~P -c "import sys; sys.exit(sys.version_info < (3, 8))" >nul 2>nul
    if not errorlevel 1 (
        %%~P "%~dp0run.py" %*
        exit /b
    )
)
echo Python 3.11 sampai 3.13 tidak ditemukan. Pasang dari python.org atau Microsoft Store, lalu ulangi. 1>&2
echo No Python 3.11 to 3.13 was found. Install it from python.org or the Microsoft Store, then try again. 1>&2
exit /b 1
