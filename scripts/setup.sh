#!/bin/sh
# Everything a bare checkout needs: `scripts/setup.sh run` for the program, `scripts/setup.sh dev` for tests and checks.
# Python packages come with versions and hashes from the lock; nothing else is fetched. A stamp makes the next call free.
set -eu
cd "$(dirname "$0")/.."
mode=${1:-run}
case "$mode" in
  run) lock=requirements.lock ;;
  dev) lock=requirements-dev.lock ;;
  *) echo "usage: scripts/setup.sh [run|dev]" >&2; exit 2 ;;
esac
stamp=.make/$mode

say() { echo "setup: $*"; }

find_python() {
  for name in "${PYTHON:-}" python3 python3.13 python3.12 python3.11 python; do
    [ -n "$name" ] || continue
    if "$name" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null; then
      echo "$name"
      return
    fi
  done
  echo "setup: Python 3.11 or newer is needed; install it, or name it: PYTHON=/path/to/python3 make $mode" >&2
  exit 1
}

make_venv() {
  if [ -x .venv/bin/python ] && .venv/bin/python -m pip --version >/dev/null 2>&1; then
    return
  fi
  python=$(find_python)
  say "making .venv with $("$python" --version)"
  rm -rf .venv
  if "$python" -m venv .venv >/dev/null 2>&1; then
    return
  fi
  rm -rf .venv # a system Python without ensurepip: virtualenv brings its own pip
  say "this Python has no ensurepip; using virtualenv"
  "$python" -m pip install --quiet --target .make/virtualenv virtualenv
  PYTHONPATH=.make/virtualenv "$python" -m virtualenv --quiet .venv
}

# The checkout itself, without a build: a path file and a start script. Nothing is fetched for it.
link_project() {
  site=$(.venv/bin/python -c 'import sysconfig; print(sysconfig.get_path("purelib"))')
  pwd > "$site/kotokanta-checkout.pth"
  printf '#!%s\nimport sys\n\nfrom flows.cli import main\n\nif __name__ == "__main__":\n    sys.exit(main())\n' \
    "$(pwd)/.venv/bin/python" > .venv/bin/kotokanta
  chmod +x .venv/bin/kotokanta
}

has_library() { .venv/bin/python -c "import ctypes.util, sys; sys.exit(not ctypes.util.find_library('$1'))" 2>/dev/null; }
has_voikko() { has_library voikko && .venv/bin/python -c "import libvoikko; libvoikko.Voikko('fi')" >/dev/null 2>&1; }
has_tesseract() { command -v tesseract >/dev/null 2>&1 && tesseract --list-langs 2>/dev/null | grep -qx fin; }
has_chromium() { command -v chromium >/dev/null 2>&1 || command -v chromium-browser >/dev/null 2>&1 || command -v google-chrome >/dev/null 2>&1; }

missing_packages() {
  has_voikko || echo libvoikko1 voikko-fi
  has_tesseract || echo tesseract-ocr tesseract-ocr-fin
  [ "$mode" = run ] || has_chromium || echo chromium
}

system_packages() {
  wanted=$(missing_packages | tr '\n' ' ')
  if [ -n "$wanted" ] && [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null 2>&1; then
    say "installing $wanted"
    export DEBIAN_FRONTEND=noninteractive
    # one by one after a failure: a missing chromium must not cost the dictionary
    { apt-get update -qq && apt-get install -y -qq --no-install-recommends $wanted; } >.make/apt.log 2>&1 ||
      for package in $wanted; do
        apt-get install -y -qq --no-install-recommends "$package" >>.make/apt.log 2>&1 || true
      done
  fi
  has_voikko || say "libvoikko1 and voikko-fi are not installed: Finnish is read with pyvoikko (same dictionary, slower)"
  has_tesseract || say "tesseract-ocr with tesseract-ocr-fin is not installed: scanned pages are recorded as scanned, not read"
  [ "$mode" = run ] || has_chromium || say "chromium is not installed: browser tests are skipped"
}

wanted_stamp=$(cat "$lock" scripts/setup.sh | cksum)
if [ -x .venv/bin/kotokanta ] && [ "$(cat "$stamp" 2>/dev/null || true)" = "$wanted_stamp" ]; then
  exit 0
fi
mkdir -p .make
make_venv
say "installing Python packages from $lock"
.venv/bin/python -m pip install -qq --disable-pip-version-check --require-hashes --no-deps -r "$lock"
link_project
system_packages
echo "$wanted_stamp" > "$stamp"
[ "$mode" = run ] || cat requirements.lock scripts/setup.sh | cksum > .make/run
