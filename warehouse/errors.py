"""What can be wrong with a warehouse file."""

from pathlib import Path

from flows.errors import YaodianError


class WarehouseMissing(YaodianError):
    """There is no file at the path."""

    def __init__(self, path: Path) -> None:
        self.path = path
        super().__init__(f"{path}: there is no warehouse here. Load documents first: yaodian run -w {path}")


class NotAWarehouse(YaodianError):
    """The file is no DuckDB file, or one that Yaodian did not make."""

    def __init__(self, path: Path, fault: str) -> None:
        self.path, self.fault = path, fault
        super().__init__(f"{path}: this is no Yaodian warehouse ({fault}). Name another file.")


class WarehouseTooNew(YaodianError):
    """The file was made by a later version of the program."""

    def __init__(self, path: Path, found: int, known: int) -> None:
        self.path, self.found, self.known = path, found, known
        super().__init__(f"{path}: its schema version is {found}, this program knows {known}. Update Yaodian.")


class WarehouseOutdated(YaodianError):
    """The file was made by an earlier version of the program and is only read here."""

    def __init__(self, path: Path, found: int, known: int) -> None:
        self.path, self.found, self.known = path, found, known
        super().__init__(
            f"{path}: its schema version is {found}, this program needs {known}. The next run upgrades it."
        )


class WarehouseBusy(YaodianError):
    """Another process writes to the file, or holds the lock of its runs."""

    transient = True

    def __init__(self, path: Path, holder: str) -> None:
        self.path, self.holder = path, holder
        super().__init__(f"{path}: {holder}. Wait for it to end, or run with --wait.")


class WriteFailed(YaodianError):
    """The working copy cannot be written: a full disk, a missing permission, too little memory."""

    transient = True

    def __init__(self, path: Path, fault: str) -> None:
        self.path, self.fault = path, fault
        super().__init__(
            f"{path}: the warehouse could not be written ({fault}) and is as before. Make room on its disk, "
            "or name a folder that this user may write, and run again."
        )
