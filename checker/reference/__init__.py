"""Reference translations: scores by sacrebleu, and what differs sentence by sentence."""
