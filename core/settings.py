"""What differs from place to place, from the environment or `.env`; every name stands in .env.example."""

from functools import cache
from pathlib import Path

from pydantic import SecretStr
from pydantic_settings import BaseSettings, SettingsConfigDict

ROOT = Path(__file__).parent.parent


class Settings(BaseSettings):
    model_config = SettingsConfigDict(
        env_file=ROOT / ".env", env_prefix="LUOSHI_", env_ignore_empty=True, extra="ignore"
    )

    folder: Path = ROOT / "office"
    database_url: str = ""
    files_url: str = ""
    backups: Path | None = None
    backup_keep_days: int = 30
    time_zone: str = "Asia/Shanghai"
    language: str = "zh_CN"
    session_idle_minutes: int = 240
    session_hours: int = 12
    allowed_hosts: str = ""
    trusted_proxies: str = ""
    public_url: str = ""
    head_file: Path | None = None
    outgoing_hosts: str = ""
    secret_key: SecretStr = SecretStr("")
    demo: bool = False

    @property
    def database(self) -> str:
        return self.database_url or f"sqlite:///{self.folder / 'luoshi.db'}"

    @property
    def files(self) -> str:
        return self.files_url or str(self.folder / "files")

    @property
    def secret_key_file(self) -> Path:
        return self.folder / "secret.key"

    @property
    def backup_folder(self) -> Path:
        return self.backups or self.folder / "backups"


@cache
def settings() -> Settings:
    return Settings()
