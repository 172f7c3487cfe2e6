/* The keys of an installation, outside its database.
 *
 *   master key   32 bytes in a file of the administrator's, never under the data folder (a demo's may be). It opens only:
 *   key ring     one sealed file: the key of what grants, the key of the journal, and the epoch keys. Replaced whole.
 *   epoch key    wraps the keys of compartments, which lie in the database (store/seal.h). A new one every 30 days. When all
 *                living compartments are wrapped again those before the last are destroyed, and with them every older backup's wrapping.
 *   erased list  which compartments were erased, so that a restored backup cannot bring them back. The ring counts its lines.
 *   heads        how far the journal's chains were, so that a tail cut off is missed. Replaced whole.
 *
 * The three files beside the master key are no part of a backup: they are copied by themselves, each copy replacing the last.
 * Several processes may change them: each change holds a lock and begins with what the last one left (keys_follow).
 * A struct keys is shared by all threads of the process. Key bytes live in locked memory, cleared when let go. */
#ifndef KEYS_H
#define KEYS_H
#include "config.h"

struct keys;
enum { KEY_BYTES = 32, MAC_BYTES = 32, WRAPPED_BYTES = 24 + KEY_BYTES + 16 };

enum key_use {
  KEY_GRANTS,              /* MACs of rows that grant */
  KEY_JOURNAL,             /* the journal's chains and heads, the erased list */
  KEY_CODES,               /* hashes of recovery codes, links and tokens */
  KEY_USES
};

struct key_files { const char *master, *ring, *erased, *heads; };

/* Where they are: --master-key, else the systemd credential "kentering-master", else the state folder, by installation;
 * those of a demo lie in its data folder. In c->arena. ERR_INVALID: they would lie under the data folder. */
MUST_USE int key_files_find(struct ctx *c, const struct config *config, struct id installation, struct key_files *out);
/* Likewise where there is no database to say whose they are: with a master key in the settings beside that (`installation`
 * ID_NONE), else of the one key ring there is. ERR_NOT_FOUND. */
MUST_USE int key_files_without_database(struct ctx *c, const struct config *config, struct id *installation, struct key_files *out);
/* Whether they lie in the data folder: it was made for a demo or a trial. */
bool key_files_of_demo(struct ctx *c, const struct config *config);
/* Whether a key may be kept in that file: not under the data folder, but for a demo. ERR_INVALID. */
MUST_USE int key_file_allowed(struct ctx *c, const struct config *config, const char *file);
/* Writes a file that must not be there yet, for its owner only. ERR_STORE. */
MUST_USE int key_file_new(struct ctx *c, const char *file, const void *bytes, size_t n);
/* Makes the files of a new installation; a master key that is there already is used. ERR_STORE; leaves none half made. */
MUST_USE int keys_create(struct ctx *c, const struct key_files *files, struct id installation, struct keys **out);
/* ERR_NOT_FOUND: a file is missing; ERR_STORE: it is another installation's, damaged, or readable by others.
 * The message says which file and what to do. */
MUST_USE int keys_open(struct ctx *c, const struct key_files *files, struct id installation, struct keys **out);
/* Keys in memory only: tests, and what is only tried. */
MUST_USE int keys_in_memory(struct ctx *c, struct keys **out);
void keys_close(struct keys *k);                           /* accepts NULL */

/* --- using them: on c->keys; ERR_STORE with a message where that is NULL ---------------------- */

/* That message. */
MUST_USE int no_keys(struct ctx *c);

/* Keyed BLAKE2b of n bytes. */
MUST_USE int keys_mac(struct ctx *c, enum key_use use, const void *bytes, size_t n, uint8_t mac[static MAC_BYTES]);

struct wrapped { int32_t epoch; uint8_t bytes[WRAPPED_BYTES]; };
/* Wraps a compartment's key with the newest epoch key. */
MUST_USE int keys_wrap(struct ctx *c, struct id compartment, const uint8_t key[static KEY_BYTES], struct wrapped *out);
/* ERR_NOT_FOUND: that epoch's key was destroyed; ERR_STORE: these bytes were tampered with. */
MUST_USE int keys_unwrap(struct ctx *c, struct id compartment, const struct wrapped *w, uint8_t key[static KEY_BYTES]);

/* The epochs whose keys are there, oldest first; the last is the newest. Returns how many. */
enum { EPOCHS_MOST = 8 };
struct epoch { int32_t number; int64_t made; };            /* made: UTC milliseconds */
size_t keys_epochs(struct ctx *c, struct epoch out[static EPOCHS_MOST]);
/* The key of look-up tags of an epoch. ERR_NOT_FOUND: destroyed. */
MUST_USE int keys_lookup_key(struct ctx *c, int32_t epoch, uint8_t key[static KEY_BYTES]);
/* Likewise the key that the desks' pairs of an epoch are made from (seal_to.h). */
MUST_USE int keys_desk_key(struct ctx *c, int32_t epoch, uint8_t key[static KEY_BYTES]);

/* Reads the ring again if another process made an epoch as new as that one. ERR_STORE: the master key was replaced meanwhile. */
MUST_USE int keys_follow(struct ctx *c, int32_t newest);
/* A new newest epoch, at c->now; saved before it returns. ERR_FULL: EPOCHS_MOST are alive. */
MUST_USE int keys_new_epoch(struct ctx *c);
/* Destroys the keys of all epochs before that one: irrevocable. Saved before it returns. */
MUST_USE int keys_destroy_before(struct ctx *c, int32_t epoch);
/* Seals the ring with a new master key, written to `master` (a path that must not exist yet). */
MUST_USE int keys_new_master(struct ctx *c, const char *master);

/* Writes down that a compartment is erased (durable before it returns): before the database does. */
MUST_USE int erased_add(struct ctx *c, struct id compartment);
typedef int each_erased(struct ctx *c, struct id compartment, struct instant at, void *arg);
/* Every line in order. ERR_STORE: the list was tampered with. */
MUST_USE int erased_each(struct ctx *c, each_erased *each, void *arg);

/* Whether there is such a list: not for keys in memory. */
bool keys_lists_erased(const struct ctx *c);

/* How far a chain of the journal is. */
struct head { int32_t chain; int64_t seq; struct instant at; uint8_t mac[MAC_BYTES]; };
enum { CHAINS_MOST = 64 };
/* Replaces the file by these heads, durable before it returns. */
MUST_USE int heads_write(struct ctx *c, const struct head *heads, size_t count);
/* What stands there. ERR_STORE: tampered with. */
MUST_USE int heads_read(struct ctx *c, struct head out[static CHAINS_MOST], size_t *count);

/* --- the master key in two parts ---------------------------------------------------------------
 * Two codes, each for another person: one alone says nothing at all about the key (a one-time pad), both together give it. */
enum { SHARE_TEXT = 80 };                                  /* 16 groups of four characters, hyphens, and the end */
MUST_USE int keys_split(struct ctx *c, char one[static SHARE_TEXT], char other[static SHARE_TEXT]);
/* Makes the master key's file, which must not exist, from the two codes (in any order; case, spaces and hyphens do not count).
 * ERR_INVALID: a code has a typing error (its field is "1" or "2"), or they are not of one pair; ERR_STORE: they do not open the ring. */
MUST_USE int keys_recover(struct ctx *c, const struct key_files *files, struct id installation, const char *one, const char *other);
#endif
