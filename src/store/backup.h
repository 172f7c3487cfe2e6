/* Backups: the database as it was at one moment, encrypted to a public key whose secret half lies elsewhere, offline.
 * Whoever steals a backup, or the server that makes them, cannot read one. The key files are no part of it: what a backup holds
 * about people opens only as long as the epoch keys live that it was made under (keys.h).
 *
 * Layout: a line that names the format; a random key sealed to the public key (crypto_box_seal); then a secretstream
 * (XChaCha20-Poly1305) of chunks: first what it is (struct backup_about as text), then the database, the last one marked final. */
#ifndef BACKUP_H
#define BACKUP_H
#include "db.h"

struct backup_about { struct id installation; struct instant made; int32_t epoch; int64_t bytes; };

/* Makes a pair: the secret key for offline, the public key for the server. Neither file may exist. */
MUST_USE int backup_key_pair(struct ctx *c, const char *secret, const char *public);
/* Writes a backup of c->db, while others read and write it. `file` must not exist; it appears only when it is whole.
 * `folder`: where the copy lies meanwhile (sealed as the database is), gone afterwards. */
MUST_USE int backup_write(struct ctx *c, const char *public, const char *folder, const char *file, struct backup_about *out);
/* Decrypts a backup to `database`, which must not exist and appears only when the backup is whole and untouched.
 * ERR_INVALID: not a backup, not for this key, cut off or changed. */
MUST_USE int backup_read(struct ctx *c, const char *secret, const char *file, const char *database, struct backup_about *out);
#endif
