#include "console.h"
#include "data_folder.h"
#include "places.h"
#include <stdio.h>
#include <string.h>

static int open_database(struct ctx *c, const struct config *config, enum console_database which)
{
  if (which == CONSOLE_NAMED && !config->data && !config->database) return OK;
  if (which == CONSOLE_MADE) return data_open(c, config, &c->db);
  const int rc = data_open_existing(c, config, &c->db);
  return which == CONSOLE_TRIED && absent(c, rc) ? data_open_memory(c, &c->db) : rc;
}

int console_begin(struct ctx *c, const struct config *config, enum console_database which)
{
  struct places *const places = arena_new(&c->arena, struct places, 1);
  TRY(places_load(c, config->data, places));
  c->places = places;
  const int rc = open_database(c, config, which);
  if (rc != OK) c->places = NULL;
  return rc;
}

void console_end(struct ctx *c)
{
  db_close(c->db);
  c->db = NULL;
  c->places = NULL;
}

int console_read(struct ctx *c, const char *file, size_t most, const char **out)
{
  FILE *const in = strcmp(file, "-") == 0 ? stdin : fopen(file, "rb");
  if (!in) return fail(c, ERR_NOT_FOUND, file, N_("This file cannot be read."));
  char *const text = arena_alloc(&c->arena, most + 2);                 /* zeroed */
  const size_t len = fread(text, 1, most + 1, in);
  const bool unread = ferror(in);
  if (in != stdin) fclose(in);
  if (unread) return fail(c, ERR_STORE, file, N_("This file cannot be read."));
  if (len > most) return fail(c, ERR_INVALID, file, N_("This text is too long."));
  if (strlen(text) != len) return fail(c, ERR_INVALID, file, N_("This is not text."));
  *out = text;
  return OK;
}
