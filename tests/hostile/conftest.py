"""Lets the hostile tests share their list of names, which no test directory is a package for."""

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))
