#include "hsds_internal.h"
#include "text.h"

/* Organisations: the providers of the offers that are shown. The standard wants a description, which we make from
 * their offers. An offer whose provider is not known has no organisation. */

/* Terminated in the arena, as the offers have it; lines stay in order of name. */
struct entry { struct id id; uint32_t number; };

static int by_id(const void *a, const void *b)
{
  const struct entry *const x = a, *const y = b;
  const int order = memcmp(x->id.b, y->id.b, sizeof x->id.b);
  return order ? order : x->number < y->number ? -1 : x->number > y->number;
}

static size_t gather_entries(struct hsds *h, struct entry **out)
{
  const size_t count = snapshot_count(h->offers);
  size_t n = 0;
  *out = arena_new(&h->c->arena, struct entry, count + 1);
  for (size_t i = 0; i < count; i++) {
    const struct offer_line *const line = snapshot_offer(h->offers, i);
    if (line->provider && id_known(line->offer.provider_id) && hsds_shows(&line->offer))
      (*out)[n++] = (struct entry){ line->offer.provider_id, (uint32_t)i };
  }
  if (n > 1) qsort(*out, n, sizeof **out, by_id);
  return n;
}

void hsds_gather_organizations(struct hsds *h)
{
  struct entry *entries;
  const size_t count = gather_entries(h, &entries);
  struct hsds_organization_list *const list = arena_new(&h->c->arena, struct hsds_organization_list, 1);
  const struct offer_line **const lines = arena_new(&h->c->arena, const struct offer_line *, count + 1);
  list->at = arena_new(&h->c->arena, struct hsds_organization, count + 1);
  for (size_t i = 0; i < count; i++) {
    lines[i] = snapshot_offer(h->offers, entries[i].number);
    if (i == 0 || !id_same(entries[i].id, entries[i - 1].id))
      list->at[list->count++] = (struct hsds_organization){ .id = entries[i].id, .name = lines[i]->provider, .lines = lines + i };
    list->at[list->count - 1].count++;
  }
  h->organizations = list;
}

static int compare_id(const void *id, const void *organization)
{
  return memcmp(((const struct id *)id)->b, ((const struct hsds_organization *)organization)->id.b, sizeof(struct id));
}

/* Without the list: a look at every offer, for answers that need one organisation only. */
static bool look_through(struct hsds *h, struct id id, struct hsds_organization *out)
{
  struct hsds_organization o = { .id = id };
  const size_t all = snapshot_count(h->offers);
  size_t room = 0;
  for (size_t i = 0; i < all; i++) room += id_same(snapshot_offer(h->offers, i)->offer.provider_id, id);
  o.lines = arena_new(&h->c->arena, const struct offer_line *, room + 1);
  for (size_t i = 0; i < all; i++) {
    const struct offer_line *const line = snapshot_offer(h->offers, i);
    if (!id_same(line->offer.provider_id, id) || !line->provider || !hsds_shows(&line->offer)) continue;
    o.name = line->provider;
    o.lines[o.count++] = line;
  }
  if (o.count) *out = o;
  return o.count != 0;
}

bool hsds_organization_find(struct hsds *h, struct id id, struct hsds_organization *out)
{
  if (!id_known(id)) return false;
  if (!h->organizations) return look_through(h, id, out);
  if (!h->organizations->count) return false;
  const struct hsds_organization *const found = bsearch(&id, h->organizations->at, h->organizations->count, sizeof *h->organizations->at, compare_id);
  if (found) *out = *found;
  return found != NULL;
}

/* --- writing -------------------------------------------------------------------------------- */

enum { NAMES_MOST = 12 };

static void put_head(struct hsds *h, const struct hsds_organization *o)
{
  struct buf b = { 0 };
  put(&b, tr(h->c, N_("Offers:")));
  for (size_t i = 0; i < o->count && i < NAMES_MOST; i++) {
    put(&b, i ? ", " : " ");
    put(&b, o->lines[i]->offer.name);
  }
  put(&b, o->count > NAMES_MOST ? ", …" : ".");
  json_id(&h->j, "id", o->id);
  json_str(&h->j, "name", o->name);
  json_str(&h->j, "description", buf_text(&b));
  buf_release(&b);
}

static void put_services(struct hsds *h, const struct hsds_organization *o)
{
  json_begin(&h->j, "services", '[');
  for (size_t i = 0; i < o->count; i++) {
    json_item(&h->j);
    hsds_write_service_of(h, o->lines[i]);
  }
  json_close(&h->j);
}

void hsds_write_organization_whole(struct hsds *h, const struct hsds_organization *o)
{
  json_open(&h->j, '{');
  put_head(h, o);
  put_services(h, o);
  json_close(&h->j);
}
void hsds_write_organization(struct hsds *h, const void *organization)
{
  const struct hsds_organization *const o = organization;
  json_open(&h->j, '{');
  put_head(h, o);
  if (h->ask.full == SWITCH_ON || h->ask.full_service == SWITCH_ON) put_services(h, o);
  json_close(&h->j);
}

void hsds_write_provider(struct hsds *h, const struct offer_line *line)
{
  struct hsds_organization o;
  if (!hsds_organization_find(h, line->offer.provider_id, &o)) return;
  json_begin(&h->j, "organization", '{');
  put_head(h, &o);
  json_close(&h->j);
}
