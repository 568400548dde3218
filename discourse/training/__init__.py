"""Gold data, fine-tuning, calibration and export of the classifier; needs the extra ``train``."""
