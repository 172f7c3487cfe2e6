# Sourced by ./run and ./test: installs what is missing on a Debian 12, and builds. Repeated calls skip what is done.

RUN_PACKAGES="gcc libc6-dev meson ninja-build pkg-config gettext nodejs npm libmicrohttpd-dev libsqlite3-dev libpq-dev libsodium-dev libjansson-dev \
libbrotli-dev libisal-dev libqrencode-dev libstemmer-dev libfido2-dev liboath-dev libcurl4-openssl-dev libssl-dev libcjose-dev libturbojpeg0-dev libexif-dev libfreetype-dev libpng-dev"
TEST_PACKAGES="libcmocka-dev chromium-headless-shell curl procps sqlite3 dbconfig-sqlite3 glewlwyd libfaketime postgresql dpkg-dev lintian nginx-light caddy openssl r-base-core"
LONG_PACKAGES="chromium clang libclang-rt-14-dev clang-tidy cppcheck valgrind"

say() { printf '%s\n' "$*" >&2; }

install_packages() {
  local missing=() name
  for name in "$@"; do
    [ "$(dpkg-query -W -f='${db:Status-Status}' "$name" 2>/dev/null)" = installed ] || missing+=("$name")
  done
  # A newer node and npm than Debian's, put there by other means, serve as well.
  local still=()
  for name in "${missing[@]}"; do
    case $name in nodejs) command -v node >/dev/null && continue ;; npm) command -v npm >/dev/null && continue ;; esac
    still+=("$name")
  done
  [ ${#still[@]} -eq 0 ] && return
  local as_root=()
  if [ "$(id -u)" != 0 ]; then
    command -v sudo >/dev/null || { say "Please install as root: apt-get install ${still[*]}"; exit 1; }
    as_root=(sudo)
  fi
  say "Installing ${still[*]}"
  # The tests start these themselves. As services they would listen to everybody, one with a password that everybody knows.
  for name in "${still[@]}"; do
    case $name in glewlwyd | nginx-light | caddy) ;; *) continue ;; esac
    "${as_root[@]}" mkdir -p /etc/systemd/system
    [ -e "/etc/systemd/system/${name%-light}.service" ] || "${as_root[@]}" ln -s /dev/null "/etc/systemd/system/${name%-light}.service"
  done
  "${as_root[@]}" apt-get update -qq
  DEBIAN_FRONTEND=noninteractive "${as_root[@]}" apt-get install -y -qq --no-install-recommends "${still[@]}" >/dev/null
}

# install_npm [--omit=dev]: what package-lock.json names. What was installed with everything serves both.
install_npm() {
  local stamp want
  want=$(sha256sum package-lock.json | cut -c1-16)
  stamp=$(cat node_modules/.installed 2>/dev/null || true)
  [ "$stamp" = "$want all" ] && return
  [ "$stamp" = "$want ${1:-all}" ] && return
  say "Installing npm packages"
  npm ci --ignore-scripts --no-audit --no-fund --loglevel=error "$@" >&2
  echo "$want ${1:-all}" > node_modules/.installed
}

# build DIR [meson options …]: sets up once, again when files came or went, and compiles.
build() {
  local dir=$1 files
  shift
  files=$(find src po data assets tests tools packaging -type f ! -name '*.md' | LC_ALL=C sort | sha256sum; sha256sum meson.build tests/meson.build)
  if [ ! -f "$dir/build.ninja" ]; then
    local said
    said=$(meson setup "$dir" "$@" 2>&1) || { say "$said"; exit 1; }
  elif [ "$files" != "$(cat "$dir/.files" 2>/dev/null)" ]; then
    meson setup --reconfigure "$dir" >/dev/null
  fi
  echo "$files" > "$dir/.files"
  ninja -C "$dir" --quiet >&2
}
