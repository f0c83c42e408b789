"""briefpress: a press for printable briefs."""

import os
import warnings
from pathlib import Path

__version__ = "0.1.0"

# Fontconfig reads this once, when WeasyPrint is imported: no installed font can slip into a page. That no fonts are
# configured is then just what is wanted.
os.environ["FONTCONFIG_FILE"] = str(Path(__file__).with_name("fonts.conf"))
warnings.filterwarnings("ignore", "No fonts configured in FontConfig", UserWarning)
