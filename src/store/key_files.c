/* The key files: where they are, made, opened, replaced. */
#include "disk.h"
#include "keys_internal.h"
#include "text.h"
#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <sodium.h>
#include <stdio.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

enum { NONCE = crypto_aead_xchacha20poly1305_ietf_NPUBBYTES, TAG = crypto_aead_xchacha20poly1305_ietf_ABYTES, RING_BYTES = NONCE + sizeof(struct ring) + TAG };
static const char ring_binding[] = "kentering key ring 1";

/* --- where they are ---------------------------------------------------------------------------------- */

static const char *environment(const char *name)
{
  const char *const value = getenv(name);
  return value && *value ? value : NULL;
}

/* The user's folder for state; NULL: there is none. */
static const char *state_folder(struct ctx *c)
{
  const char *const own = environment("STATE_DIRECTORY"), *const state = environment("XDG_STATE_HOME"), *const home = environment("HOME");
  const char *const last = own ? strrchr(own, ':') : NULL;   /* of a service with several, the first is for the data */
  if (own) return last ? last + 1 : own;
  if (state) return JOIN(&c->arena, state, "/kentering");
  return home ? JOIN(&c->arena, home, "/.local/state/kentering") : NULL;
}

/* Whether a file (that need not exist) lies in a folder or deeper. */
static bool lies_under(const char *file, const char *folder)
{
  char real[PATH_MAX], of[PATH_MAX], parent[PATH_MAX];
  const char *const slash = strrchr(file, '/');
  if (snprintf(parent, sizeof parent, "%.*s", slash ? (int)(slash - file) : 1, slash ? file : ".") >= (int)sizeof parent) return true;
  if (!realpath(folder, of)) return false;
  if (!realpath(*parent ? parent : "/", real)) return strncmp(file, folder, strlen(folder)) == 0;
  const size_t n = strlen(of);
  return strncmp(real, of, n) == 0 && (real[n] == '/' || !real[n]);
}

static struct key_files beside(struct ctx *c, const char *master, const char *base)
{
  return (struct key_files){ master, JOIN(&c->arena, base, ".ring"), JOIN(&c->arena, base, ".erased"), JOIN(&c->arena, base, ".heads") };
}

int key_file_allowed(struct ctx *c, const struct config *config, const char *file)
{
  return config->data && !config->demo && lies_under(file, config->data)
       ? fail(c, ERR_INVALID, "master-key", N_("The master key may not lie in the data folder: whoever steals the one would have the other.")) : OK;
}

/* Of a demo, also for whoever looks at its folder afterwards; NULL: this is none. */
static const char *demo_key(struct ctx *c, const struct config *config)
{
  const char *const own = config->data ? JOIN(&c->arena, config->data, "/demo.key") : NULL;
  return own && (config->demo || access(own, F_OK) == 0) ? own : NULL;
}

bool key_files_of_demo(struct ctx *c, const struct config *config) { return !config->master_key && demo_key(c, config); }

int key_files_find(struct ctx *c, const struct config *config, struct id installation, struct key_files *out)
{
  const char *const credentials = environment("CREDENTIALS_DIRECTORY"), *const state = state_folder(c);
  const char *const credential = credentials ? JOIN(&c->arena, credentials, "/kentering-master") : NULL;
  char name[ID_TEXT];
  id_format(installation, name);
  struct key_files files = { 0 };
  if (config->master_key) files = beside(c, config->master_key, config->master_key);
  else if (demo_key(c, config)) {
    *out = beside(c, demo_key(c, config), demo_key(c, config));
    return OK;
  } else {
    if (!state) return fail(c, ERR_INVALID, "master-key", N_("Say where the master key is: --master-key FILE."));
    const char *const base = JOIN(&c->arena, state, "/", name);
    files = beside(c, credential && access(credential, F_OK) == 0 ? credential : JOIN(&c->arena, base, ".key"), base);
  }
  TRY(key_file_allowed(c, config, files.master));
  TRY(key_file_allowed(c, config, files.ring));
  *out = files;
  return OK;
}

/* The one key ring in a folder: whose it is. False: there is none, or there are several. */
static bool ring_in(const char *folder, struct id *out)
{
  DIR *const in = opendir(folder);
  size_t found = 0;
  for (const struct dirent *e; in && (e = readdir(in)); ) {
    char name[ID_TEXT];
    if (strlen(e->d_name) != ID_TEXT - 1 + strlen(".ring") || strcmp(e->d_name + ID_TEXT - 1, ".ring") != 0) continue;
    memcpy(name, e->d_name, ID_TEXT - 1);
    name[ID_TEXT - 1] = '\0';
    found += id_parse(name, out);
  }
  if (in) closedir(in);
  return found == 1;
}

int key_files_without_database(struct ctx *c, const struct config *config, struct id *installation, struct key_files *out)
{
  const char *const state = state_folder(c);
  *installation = ID_NONE;
  if (!config->master_key && !(state && ring_in(state, installation)))
    return fail(c, ERR_NOT_FOUND, state, N_("There is no database, and not one key ring here that tells which keys these are. Put the key ring back first (docs/operations)."));
  return key_files_find(c, config, *installation, out);
}

/* --- files, whole ---------------------------------------------------------------------------------------- */

int no_keys(struct ctx *c) { return fail(c, ERR_STORE, NULL, N_("This process has no keys: it can neither read nor write what is protected.")); }

int key_file_missing(struct ctx *c, const char *file)
{
  return fail(c, ERR_NOT_FOUND, arena_text(&c->arena, file, strlen(file)), N_("This key file is missing. Without it nothing can be opened: put it back, or recover it (docs/operations)."));
}

static int cannot(struct ctx *c, const char *file, const char *text) { return fail(c, ERR_STORE, arena_text(&c->arena, file, strlen(file)), text); }

int key_file_write(struct ctx *c, const char *file, const void *bytes, size_t n)
{
  if (!disk_make_parents(file)) return cannot(c, file, N_("This folder cannot be made."));
  return disk_replace(file, bytes, n) ? OK : cannot(c, file, N_("This file cannot be written."));
}

int key_file_new(struct ctx *c, const char *file, const void *bytes, size_t n)
{
  const int fd = open(file, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0600);
  if (fd < 0) return cannot(c, file, N_("This file is there already, or its folder cannot be written."));
  bool fine = disk_write(fd, bytes, n) && fsync(fd) == 0;
  fine = close(fd) == 0 && fine && disk_sync_folder(file);
  return fine ? OK : cannot(c, file, N_("This file cannot be written."));
}

/* systemd gives the user of a service its rights to a credential by an access list, which shows as rights of the group; its
 * folder is that user's only. */
static mode_t others_of(const char *file)
{
  const char *const credentials = environment("CREDENTIALS_DIRECTORY");
  return credentials && lies_under(file, credentials) ? S_IRWXO : S_IRWXG | S_IRWXO;
}

/* There, and nobody else may read it. The caller closes. */
static int open_file(struct ctx *c, const char *file, int *out, off_t *size)
{
  struct stat info;
  const int fd = open(file, O_RDONLY | O_CLOEXEC);
  if (fd < 0 && errno == ENOENT) return key_file_missing(c, file);
  const bool known = fd >= 0 && fstat(fd, &info) == 0, own = known && !(info.st_mode & others_of(file));
  if (own) { *out = fd; *size = info.st_size; return OK; }
  if (fd >= 0) close(fd);
  return cannot(c, file, known ? N_("Others than its owner may read this key file. Take their rights away first: chmod 600.") : N_("This file cannot be read."));
}

/* Exactly n bytes. */
static int read_file(struct ctx *c, const char *file, void *bytes, size_t n)
{
  ssize_t did = 0;
  size_t had = 0;
  off_t size;
  int fd;
  TRY(open_file(c, file, &fd, &size));
  while (had < n && (did = read(fd, (char *)bytes + had, n - had)) > 0) had += (size_t)did;
  close(fd);
  return had == n && size == (off_t)n ? OK : cannot(c, file, N_("This key file is damaged."));
}

static int list_there(struct ctx *c, const char *file)
{
  off_t size;
  int fd;
  TRY(open_file(c, file, &fd, &size));
  close(fd);
  return OK;
}

/* --- the master key and the ring ---------------------------------------------------------------------------- */

int ring_save(struct ctx *c, const struct keys *k)
{
  uint8_t bytes[RING_BYTES];
  if (!k->files.ring) return OK;
  c->random(bytes, NONCE);
  crypto_aead_xchacha20poly1305_ietf_encrypt(bytes + NONCE, NULL, (const unsigned char *)&k->ring, sizeof k->ring,
                                             (const unsigned char *)ring_binding, sizeof ring_binding, NULL, bytes, k->master);
  return key_file_write(c, k->files.ring, bytes, sizeof bytes);
}

/* The ring of a file, in locked memory of the caller. */
static int ring_read(struct ctx *c, const char *file, const uint8_t master[static KEY_BYTES], struct ring *out)
{
  uint8_t bytes[RING_BYTES];
  TRY(read_file(c, file, bytes, sizeof bytes));
  if (crypto_aead_xchacha20poly1305_ietf_decrypt((unsigned char *)out, NULL, NULL, bytes + NONCE, sizeof bytes - NONCE,
                                                 (const unsigned char *)ring_binding, sizeof ring_binding, bytes, master) != 0)
    return cannot(c, file, N_("This master key does not open the key ring: it is another one's, or the file is damaged."));
  return out->epochs < 1 || out->epochs > EPOCHS_MOST ? cannot(c, file, N_("This key file is damaged.")) : OK;
}

static int ring_load(struct ctx *c, struct keys *k, struct id installation)
{
  TRY(ring_read(c, k->files.ring, k->master, &k->ring));
  return id_same(k->ring.installation, installation) ? OK : cannot(c, k->files.ring, N_("This key ring belongs to another database."));
}

int ring_opens(struct ctx *c, const char *ring, struct id installation, const uint8_t master[static KEY_BYTES])
{
  struct ring *const r = sodium_malloc(sizeof *r);
  if (!r) return fail(c, ERR_STORE, NULL, N_("Out of memory."));
  int rc = ring_read(c, ring, master, r);
  if (rc == OK && id_known(installation) && !id_same(r->installation, installation)) rc = cannot(c, ring, N_("This key ring belongs to another database."));
  sodium_free(r);
  return rc;
}

/* What the MACs and codes are made with never changes, and is read by others without the lock: it is left alone. */
int ring_reload(struct ctx *c, struct keys *k)
{
  if (!k->files.ring) return OK;
  struct ring *const r = sodium_malloc(sizeof *r);
  if (!r) return fail(c, ERR_STORE, NULL, N_("Out of memory."));
  int rc = ring_read(c, k->files.ring, k->master, r);
  if (rc == OK && !id_same(r->installation, k->ring.installation)) rc = cannot(c, k->files.ring, N_("This key ring belongs to another database."));
  if (rc == OK) {
    k->ring.epochs = r->epochs;
    k->ring.erased = r->erased;
    memcpy(k->ring.epoch, r->epoch, sizeof r->epoch);
  }
  sodium_free(r);
  return rc;
}

/* The erased list is the one file that is never replaced. */
int key_files_lock(struct ctx *c, const struct keys *k, int *lock)
{
  *lock = -1;
  if (!k->files.erased) return OK;
  const int fd = open(k->files.erased, O_RDWR | O_CLOEXEC);
  if (fd < 0 && errno == ENOENT) return key_file_missing(c, k->files.erased);
  if (fd < 0) return cannot(c, k->files.erased, N_("This file cannot be written."));
  while (flock(fd, LOCK_EX) != 0)
    if (errno != EINTR) { close(fd); return cannot(c, k->files.erased, N_("This file cannot be written.")); }
  *lock = fd;
  return OK;
}

void key_files_unlock(int lock) { if (lock >= 0) close(lock); }

void key_line_write(char line[static KEY_LINE + 1], const uint8_t key[static KEY_BYTES])
{
  sodium_bin2hex(line, KEY_LINE + 1, key, KEY_BYTES);
  line[KEY_LINE - 1] = '\n';
}

bool key_line_read(const char line[static KEY_LINE], uint8_t key[static KEY_BYTES])
{
  size_t n = 0;
  return sodium_hex2bin(key, KEY_BYTES, line, KEY_LINE - 1, NULL, &n, NULL) == 0 && n == KEY_BYTES;
}

int master_save(struct ctx *c, const char *file, const uint8_t key[static KEY_BYTES])
{
  char text[KEY_LINE + 1];
  key_line_write(text, key);
  const int rc = key_file_write(c, file, text, KEY_LINE);
  sodium_memzero(text, sizeof text);
  return rc;
}

static int master_load(struct ctx *c, const char *file, uint8_t key[static KEY_BYTES])
{
  char text[KEY_LINE];
  const int rc = read_file(c, file, text, sizeof text);
  const bool fine = rc == OK && key_line_read(text, key);
  sodium_memzero(text, sizeof text);
  return rc != OK ? rc : fine ? OK : cannot(c, file, N_("This key file is damaged."));
}

static int keys_with(struct ctx *c, const struct key_files *files, struct keys **out)
{
  struct keys *const k = keys_alloc();
  if (!k) return fail(c, ERR_STORE, NULL, N_("Out of memory."));
  k->files = (struct key_files){ strdup(files->master), strdup(files->ring), strdup(files->erased), strdup(files->heads) };
  *out = k;
  return OK;
}

static int make_all(struct ctx *c, struct keys *k, struct id installation)
{
  if (access(k->files.master, F_OK) == 0) TRY(master_load(c, k->files.master, k->master));
  else {
    c->random(k->master, KEY_BYTES);
    TRY(master_save(c, k->files.master, k->master));
  }
  if (access(k->files.ring, F_OK) == 0) return cannot(c, k->files.ring, N_("This key ring is there already, and belongs to another database."));
  ring_make(c, installation, &k->ring);
  TRY(key_file_write(c, k->files.erased, "", 0));
  TRY(key_file_write(c, k->files.heads, "", 0));
  return ring_save(c, k);
}

int keys_create(struct ctx *c, const struct key_files *files, struct id installation, struct keys **out)
{
  struct keys *k;
  TRY(keys_with(c, files, &k));
  const int rc = make_all(c, k, installation);
  if (rc == OK) *out = k;
  else keys_close(k);
  return rc;
}

int keys_open(struct ctx *c, const struct key_files *files, struct id installation, struct keys **out)
{
  struct keys *k;
  TRY(keys_with(c, files, &k));
  int rc = master_load(c, files->master, k->master);
  if (rc == OK) rc = ring_load(c, k, installation);
  if (rc == OK) rc = list_there(c, files->erased);
  if (rc == OK) rc = list_there(c, files->heads);
  if (rc == OK) *out = k;
  else keys_close(k);
  return rc;
}

static int replace_master(struct ctx *c, struct keys *k, const char *master)
{
  uint8_t before[KEY_BYTES];
  TRY(ring_reload(c, k));
  memcpy(before, k->master, KEY_BYTES);
  c->random(k->master, KEY_BYTES);
  int rc = master_save(c, master, k->master);
  if (rc == OK && (rc = ring_save(c, k)) != OK) unlink(master);
  if (rc != OK) memcpy(k->master, before, KEY_BYTES);
  sodium_memzero(before, sizeof before);
  return rc;
}

int keys_new_master(struct ctx *c, const char *master)
{
  struct keys *const k = c->keys;
  int lock;
  if (!k || !k->files.ring) return no_keys(c);
  if (access(master, F_OK) == 0) return cannot(c, master, N_("This file is there already."));
  TRY(key_files_lock(c, k, &lock));
  pthread_rwlock_wrlock(&k->lock);
  const int rc = replace_master(c, k, master);
  pthread_rwlock_unlock(&k->lock);
  key_files_unlock(lock);
  return rc;
}
