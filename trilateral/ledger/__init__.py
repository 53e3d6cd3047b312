"""Every claim of the article against evidence: claims, checks that compute verdicts, the argument they carry."""
import lazy_loader

__getattr__, __dir__, __all__ = lazy_loader.attach(
    __name__,
    submodules=["checks"],
    submod_attrs={
        "audit": ["drifted", "faults", "untold"],
        "argument": ["Standing", "outline", "standings"],
        "book": ["Judged", "frame", "judged", "source"],
        "checking": ["Check", "Outcome", "check", "outcomes", "own", "tried"],
        "claims": ["FILE", "Claim", "Evidence", "LedgerError", "Node", "Section", "contents"],
        "finding": ["Finding"],
        "words": ["CONFIDENCES", "KINDS", "VERDICTS"],
    },
)
