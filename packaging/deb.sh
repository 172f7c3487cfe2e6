#!/usr/bin/env bash
# deb.sh BUILD VERSION: makes BUILD/kentering_VERSION-1_ARCH.deb of what that folder has built, without root. By hand and not by
# debhelper: the build needs npm, which a Debian source package may not use, and what is left is a list of files.
set -euo pipefail
command -v dpkg-shlibdeps > /dev/null || { echo "Please install as root: apt-get install dpkg-dev" >&2; exit 1; }
here=$(cd "$(dirname "$0")" && pwd)
root=$(dirname "$here") build=$(cd "$1" && pwd) version=$2-1 arch=$(dpkg --print-architecture) maintainer=${DEB_MAINTAINER:-Kentering maintainers <maintainers@kentering.invalid>}
work=$(mktemp -d "$build/deb-XXXXXX")
trap 'rm -rf "$work"' EXIT
tree=$work/debian/kentering
export SOURCE_DATE_EPOCH=${SOURCE_DATE_EPOCH:-$(git -C "$root" log -1 --format=%ct 2>/dev/null || date +%s)} TZ=UTC LC_ALL=C.UTF-8
umask 022

put() { install -D -m "$1" "$2" "$tree/$3"; }                     # MODE FILE PLACE
put_gz() { install -d "$(dirname "$tree/$2")"; gzip -9nc "$1" > "$tree/$2.gz"; chmod 644 "$tree/$2.gz"; }

# --- what it holds ---------------------------------------------------------------------------------------------------------
put 755 "$build/kentering" usr/bin/kentering
strip --strip-unneeded --remove-section=.comment --remove-section=.note "$tree/usr/bin/kentering"
put 755 "$here/lib/kentering-admin" usr/sbin/kentering-admin
for name in backup failed; do put 755 "$here/lib/$name" "usr/lib/kentering/$name"; done
for unit in "$here"/systemd/*; do put 644 "$unit" "lib/systemd/system/${unit##*/}"; done
for name in kentering public; do put 644 "$here/$name.conf" "etc/kentering/$name.conf"; done
put 644 "$build/packaging/kentering.bash" usr/share/bash-completion/completions/kentering
ln -s kentering "$tree/usr/share/bash-completion/completions/kentering-admin"
put_gz "$build/packaging/kentering.1" usr/share/man/man1/kentering.1
put_gz "$build/packaging/kentering.nl.1" usr/share/man/nl/man1/kentering.1
put_gz "$build/packaging/kentering.conf.5" usr/share/man/man5/kentering.conf.5
put_gz "$build/packaging/kentering.conf.nl.5" usr/share/man/nl/man5/kentering.conf.5
put_gz "$here/lib/kentering-admin.8" usr/share/man/man8/kentering-admin.8
for file in "$root"/docs/examples/*; do put 644 "$file" "usr/share/doc/kentering/examples/${file##*/}"; done
put 644 "$root/tools/failover-drill.sh" usr/share/doc/kentering/examples/failover-drill.sh
for file in "$root"/docs/operations/*.md; do put 644 "$file" "usr/share/doc/kentering/operations/${file##*/}"; done
put_gz "$root/CHANGELOG.md" usr/share/doc/kentering/changelog
{ printf 'kentering (%s) unstable; urgency=medium\n\n  * See changelog.gz.\n\n' "$version"
  printf ' -- %s  %s\n' "$maintainer" "$(date -R -d "@$SOURCE_DATE_EPOCH")"; } > "$work/changelog"
put_gz "$work/changelog" usr/share/doc/kentering/changelog.Debian
indented() { sed 's/[[:space:]]*$//; s/^$/./; s/^/ /' "$1"; }
{ cat "$here/debian/copyright"
  echo 'License: EUPL-1.2'; indented "$root/LICENSE"
  echo; echo 'Files: usr/bin/kentering'; echo 'Copyright: their makers, as below'; echo 'License: embedded'
  echo; echo 'License: embedded'; echo ' What the program carries of others in its style sheets, letters and icons.'; echo ' .'; indented "$build/licences.txt"; } > "$work/copyright"
put 644 "$work/copyright" usr/share/doc/kentering/copyright

# --- what it says of itself --------------------------------------------------------------------------------------------------
install -d "$tree/DEBIAN"
cat > "$work/debian/control" <<CONTROL
Source: kentering

Package: kentering
Architecture: any
CONTROL
needs=$(cd "$work" && dpkg-shlibdeps -O "$tree/usr/bin/kentering" 2>/dev/null | sed -n 's/^shlibs:Depends=//p')
cat > "$tree/DEBIAN/control" <<CONTROL
Package: kentering
Version: $version
Architecture: $arch
Maintainer: $maintainer
Installed-Size: $(du -sk --apparent-size --exclude=DEBIAN "$tree" | cut -f1)
Depends: adduser, $needs
Recommends: nginx | caddy, systemd
Suggests: postgresql, prometheus
Section: web
Priority: optional
Description: social map for a region that wants violence at home to stop
 Kentering helps people find help against violence at home, and helps the
 professionals of a Dutch region to work together: a social map with open data,
 and files in which everybody sees what they need and no more.
 .
 It is one program over SQLite or PostgreSQL. People sign in over HTTPS, so a
 web server for TLS goes in front; examples for nginx and Caddy are included.
CONTROL
for script in postinst prerm postrm; do install -m 755 "$here/debian/$script" "$tree/DEBIAN/$script"; done
printf '/etc/kentering/%s.conf\n' kentering public > "$tree/DEBIAN/conffiles"
(cd "$tree" && find . -type f ! -path './DEBIAN/*' ! -path './etc/*' -printf '%P\0' | LC_ALL=C sort -z | xargs -0 md5sum) > "$tree/DEBIAN/md5sums"
chmod 644 "$tree/DEBIAN/conffiles" "$tree/DEBIAN/md5sums" "$tree/DEBIAN/control"
find "$tree" -newermt "@$SOURCE_DATE_EPOCH" -print0 | xargs -0r touch --no-dereference -d "@$SOURCE_DATE_EPOCH"
dpkg-deb --root-owner-group -Zxz --build "$tree" "$build/kentering_${version}_$arch.deb" >&2
