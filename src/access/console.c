#include "console.h"
#include "data_folder.h"
#include "places.h"

static int open_database(struct ctx *c, const struct config *config, enum console_database which)
{
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
