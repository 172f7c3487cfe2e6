#include "backup.h"
#include "disk.h"
#include "engine.h"
#include "data_folder.h"
#include "keys_internal.h"
#include "text.h"
#include <inttypes.h>
#include <sodium.h>
#include <stdio.h>
#include <unistd.h>

static const char format[] = "kentering backup 1\n";
enum { FORMAT = sizeof format - 1, CHUNK = 1 << 16, STREAM_KEY = crypto_secretstream_xchacha20poly1305_KEYBYTES,
       SEALED_KEY = STREAM_KEY + crypto_box_SEALBYTES, STREAM_HEAD = crypto_secretstream_xchacha20poly1305_HEADERBYTES,
       CODED = CHUNK + crypto_secretstream_xchacha20poly1305_ABYTES };
_Static_assert(crypto_box_PUBLICKEYBYTES == KEY_BYTES && crypto_box_SECRETKEYBYTES == KEY_BYTES, "both halves are read alike");

static int wrong(struct ctx *c, int code, const char *file, const char *text) { return fail(c, code, arena_text(&c->arena, file, strlen(file)), text); }

/* The whole file takes its name, unless another has it by now. */
static bool appear(const char *part, const char *file) { return access(file, F_OK) != 0 && rename(part, file) == 0 && disk_sync_folder(file); }

/* --- the pair of keys --------------------------------------------------------------------------------- */

static int key_save(struct ctx *c, const char *file, const uint8_t key[static KEY_BYTES])
{
  char text[KEY_LINE + 1];
  (void)disk_make_parents(file);
  key_line_write(text, key);
  const int rc = key_file_new(c, file, text, KEY_LINE);
  sodium_memzero(text, sizeof text);
  return rc;
}

static int key_load(struct ctx *c, const char *file, uint8_t key[static KEY_BYTES])
{
  char text[KEY_LINE] = { 0 };
  FILE *const in = fopen(file, "re");
  if (!in) return wrong(c, ERR_NOT_FOUND, file, N_("This key file cannot be read."));
  const bool fine = fread(text, 1, KEY_LINE, in) >= KEY_LINE - 1 && key_line_read(text, key);
  fclose(in);
  sodium_memzero(text, sizeof text);
  return fine ? OK : wrong(c, ERR_INVALID, file, N_("This is not a key for backups: make a pair with kentering key pair."));
}

int backup_key_pair(struct ctx *c, const char *secret, const char *public)
{
  uint8_t mine[KEY_BYTES], theirs[KEY_BYTES];
  c->random(mine, sizeof mine);
  crypto_scalarmult_base(theirs, mine);
  int rc = key_save(c, secret, mine);
  if (rc == OK && (rc = key_save(c, public, theirs)) != OK) unlink(secret);
  sodium_memzero(mine, sizeof mine);
  return rc;
}

/* --- writing -------------------------------------------------------------------------------------------- */

struct stream { crypto_secretstream_xchacha20poly1305_state state; FILE *file; const char *name; };

static int put_chunk(struct ctx *c, struct stream *s, const void *bytes, size_t n, bool last)
{
  uint8_t coded[CODED];
  unsigned long long size;
  crypto_secretstream_xchacha20poly1305_push(&s->state, coded, &size, bytes, n, NULL, 0,
    last ? crypto_secretstream_xchacha20poly1305_TAG_FINAL : crypto_secretstream_xchacha20poly1305_TAG_MESSAGE);
  return fwrite(coded, 1, size, s->file) == size ? OK : wrong(c, ERR_STORE, s->name, N_("This file cannot be written: the disk may be full."));
}

static int put_head(struct ctx *c, struct stream *s, const uint8_t public[static KEY_BYTES])
{
  uint8_t key[STREAM_KEY], sealed[SEALED_KEY], head[STREAM_HEAD];
  c->random(key, sizeof key);
  crypto_box_seal(sealed, key, sizeof key, public);
  crypto_secretstream_xchacha20poly1305_init_push(&s->state, head, key);
  sodium_memzero(key, sizeof key);
  return fwrite(format, 1, FORMAT, s->file) == FORMAT && fwrite(sealed, 1, sizeof sealed, s->file) == sizeof sealed
      && fwrite(head, 1, sizeof head, s->file) == sizeof head ? OK : wrong(c, ERR_STORE, s->name, N_("This file cannot be written: the disk may be full."));
}

static int put_about(struct ctx *c, struct stream *s, const struct backup_about *about)
{
  char id[ID_TEXT], text[200] = { 0 };
  id_format(about->installation, id);
  snprintf(text, sizeof text, "%s %" PRId64 " %" PRId32 " %" PRId64, id, about->made.ms, about->epoch, about->bytes);
  return put_chunk(c, s, text, sizeof text, false);
}

/* The copy, a chunk at a time; the last one is final, even when it is empty. */
static int put_database(struct ctx *c, struct stream *s, FILE *copy)
{
  uint8_t *const chunk = arena_alloc(&c->arena, CHUNK);
  for (bool last = false; !last; ) {
    const size_t n = fread(chunk, 1, CHUNK, copy);
    last = n < CHUNK;
    if (ferror(copy)) return wrong(c, ERR_STORE, s->name, N_("The database cannot be read."));
    TRY(put_chunk(c, s, chunk, n, last));
  }
  return OK;
}

static int write_stream(struct ctx *c, const uint8_t public[static KEY_BYTES], const char *copy, const char *file, const struct backup_about *about)
{
  const char *const part = JOIN(&c->arena, file, ".part");
  FILE *const from = fopen(copy, "re");
  struct stream s = { .file = disk_create(part), .name = file };
  int rc = from && s.file ? OK : wrong(c, ERR_STORE, file, N_("This file cannot be written."));
  if (rc == OK) rc = put_head(c, &s, public);
  if (rc == OK) rc = put_about(c, &s, about);
  if (rc == OK) rc = put_database(c, &s, from);
  if (from) fclose(from);
  bool fine = s.file && disk_close(s.file) && rc == OK;
  sodium_memzero(&s.state, sizeof s.state);
  if (fine) fine = appear(part, file);
  unlink(part);
  return rc != OK ? rc : fine ? OK : wrong(c, ERR_STORE, file, N_("This file is there already, or cannot be written."));
}

int backup_write(struct ctx *c, const char *public, const char *folder, const char *file, struct backup_about *out)
{
  uint8_t key[KEY_BYTES];
  char number[24];
  struct epoch epochs[EPOCHS_MOST];
  struct backup_about about = { .made = { c->now } };
  const size_t alive = keys_epochs(c, epochs);
  TRY(key_load(c, public, key));
  if (access(file, F_OK) == 0) return wrong(c, ERR_INVALID, file, N_("This file is there already."));
  TRY(installation_id(c, &about.installation));
  snprintf(number, sizeof number, "%d", (int)getpid());
  const char *const copy = JOIN(&c->arena, folder, "/backup-", number, ".part");
  int rc = db_copy(c, copy, &about.bytes);
  about.epoch = alive ? epochs[alive - 1].number : 0;
  if (rc == OK) rc = write_stream(c, key, copy, file, &about);
  unlink(copy);
  if (rc == OK) *out = about;
  return rc;
}

/* --- reading ---------------------------------------------------------------------------------------------- */

static int not_whole(struct ctx *c, const struct stream *s) { return wrong(c, ERR_INVALID, s->name, N_("This backup was changed, or is cut off.")); }

/* The next chunk; `last`: it was marked as the end, and nothing follows. */
static int get_chunk(struct ctx *c, struct stream *s, size_t most, uint8_t *out, size_t *n, bool *last)
{
  uint8_t coded[CODED], tag;
  unsigned long long size;
  const size_t had = fread(coded, 1, most + crypto_secretstream_xchacha20poly1305_ABYTES, s->file);
  if (had < crypto_secretstream_xchacha20poly1305_ABYTES
      || crypto_secretstream_xchacha20poly1305_pull(&s->state, out, &size, &tag, coded, had, NULL, 0) != 0) return not_whole(c, s);
  *n = (size_t)size;
  *last = tag == crypto_secretstream_xchacha20poly1305_TAG_FINAL;
  if (*last && fgetc(s->file) != EOF) return not_whole(c, s);
  return OK;
}

static int get_head(struct ctx *c, struct stream *s, const uint8_t secret[static KEY_BYTES])
{
  char line[FORMAT];
  uint8_t sealed[SEALED_KEY], head[STREAM_HEAD], key[STREAM_KEY], public[KEY_BYTES];
  if (fread(line, 1, FORMAT, s->file) != FORMAT || memcmp(line, format, FORMAT) != 0) return wrong(c, ERR_INVALID, s->name, N_("This is not a backup of Kentering."));
  if (fread(sealed, 1, sizeof sealed, s->file) != sizeof sealed || fread(head, 1, sizeof head, s->file) != sizeof head) return not_whole(c, s);
  crypto_scalarmult_base(public, secret);
  const bool fine = crypto_box_seal_open(key, sealed, sizeof sealed, public, secret) == 0
                 && crypto_secretstream_xchacha20poly1305_init_pull(&s->state, head, key) == 0;
  sodium_memzero(key, sizeof key);
  return fine ? OK : wrong(c, ERR_INVALID, s->name, N_("This key does not open this backup."));
}

static int get_about(struct ctx *c, struct stream *s, struct backup_about *out)
{
  char text[201] = { 0 }, id[ID_TEXT];
  size_t n;
  bool last;
  TRY(get_chunk(c, s, 200, (uint8_t *)text, &n, &last));
  if (last || sscanf(text, "%36s %" SCNd64 " %" SCNd32 " %" SCNd64, id, &out->made.ms, &out->epoch, &out->bytes) != 4 || !id_parse(id, &out->installation)) return not_whole(c, s);
  return OK;
}

static int get_database(struct ctx *c, struct stream *s, const struct backup_about *about, FILE *to, const char *database)
{
  uint8_t *const chunk = arena_alloc(&c->arena, CHUNK);
  int64_t bytes = 0;
  for (bool last = false; !last; ) {
    size_t n;
    TRY(get_chunk(c, s, CHUNK, chunk, &n, &last));
    if (fwrite(chunk, 1, n, to) != n) return wrong(c, ERR_STORE, database, N_("This file cannot be written: the disk may be full."));
    bytes += (int64_t)n;
  }
  return bytes == about->bytes ? OK : not_whole(c, s);
}

static int read_stream(struct ctx *c, struct stream *s, const uint8_t secret[static KEY_BYTES], const char *database, struct backup_about *about)
{
  const char *const part = JOIN(&c->arena, database, ".part");
  TRY(get_head(c, s, secret));
  TRY(get_about(c, s, about));
  FILE *const to = disk_make_parents(database) ? disk_create(part) : NULL;
  if (!to) return wrong(c, ERR_STORE, database, N_("This file cannot be written."));
  int rc = get_database(c, s, about, to, database);
  bool fine = disk_close(to) && rc == OK;
  if (fine) fine = appear(part, database);
  unlink(part);
  return rc != OK ? rc : fine ? OK : wrong(c, ERR_STORE, database, N_("This file is there already, or cannot be written."));
}

int backup_read(struct ctx *c, const char *secret, const char *file, const char *database, struct backup_about *out)
{
  uint8_t key[KEY_BYTES];
  struct backup_about about = { 0 };
  struct stream s = { .name = file };
  if (access(database, F_OK) == 0) return wrong(c, ERR_INVALID, database, N_("There is a database here already. Restore into an empty place."));
  TRY(key_load(c, secret, key));
  s.file = fopen(file, "re");
  int rc = s.file ? read_stream(c, &s, key, database, &about) : wrong(c, ERR_NOT_FOUND, file, N_("This file cannot be read."));
  if (s.file) fclose(s.file);
  sodium_memzero(key, sizeof key);
  sodium_memzero(&s.state, sizeof s.state);
  if (rc == OK) *out = about;
  return rc;
}
