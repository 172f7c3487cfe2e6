#include "hsds_internal.h"
#include "text.h"

/* Organisations: the providers of the offers that are shown. The standard wants a description, which we make from
 * their offers. An offer whose provider is not known has no organisation. */

/* The organisations by id: places in `list`, numbered from 1; 0 is an empty one. */
struct hsds_organization_index { struct hsds_organization_list list; uint32_t *slots; size_t mask; };

static uint32_t *slot_of(const struct hsds_organization_index *x, struct id id)
{
  size_t i = hash_bytes(id.b, sizeof id.b, 0) & x->mask;
  while (x->slots[i] && !id_same(x->list.at[x->slots[i] - 1].id, id)) i = (i + 1) & x->mask;
  return &x->slots[i];
}

static bool has_provider(const struct offer_line *line) { return line->provider && id_known(line->offer.provider_id) && hsds_shows(&line->offer); }

/* How many offers each has. */
static void count_offers(const struct snapshot *s, struct hsds_organization_index *x)
{
  for (size_t i = 0; i < snapshot_count(s); i++) {
    const struct offer_line *const line = snapshot_offer(s, i);
    if (!has_provider(line)) continue;
    uint32_t *const slot = slot_of(x, line->offer.provider_id);
    if (!*slot) {
      x->list.at[x->list.count] = (struct hsds_organization){ .id = line->offer.provider_id, .name = line->provider };
      *slot = (uint32_t)++x->list.count;
    }
    x->list.at[*slot - 1].count++;
  }
}

/* Their offers, in order of name, behind one another in `lines`. */
static void deal_out(const struct snapshot *s, struct hsds_organization_index *x, const struct offer_line **lines)
{
  for (size_t i = 0; i < x->list.count; lines += x->list.at[i++].count) x->list.at[i].lines = lines;
  for (size_t i = 0; i < x->list.count; i++) x->list.at[i].count = 0;
  for (size_t i = 0; i < snapshot_count(s); i++) {
    const struct offer_line *const line = snapshot_offer(s, i);
    struct hsds_organization *const o = has_provider(line) ? &x->list.at[*slot_of(x, line->offer.provider_id) - 1] : NULL;
    if (o) o->lines[o->count++] = line;
  }
}

void hsds_gather_organizations(struct hsds *h)
{
  const size_t count = snapshot_count(h->offers);
  struct hsds_organization_index *const x = arena_new(&h->c->arena, struct hsds_organization_index, 1);
  size_t size = 16;
  while (size < count * 2) size *= 2;
  x->mask = size - 1;
  x->slots = arena_new(&h->c->arena, uint32_t, size);
  x->list.at = arena_new(&h->c->arena, struct hsds_organization, count + 1);
  count_offers(h->offers, x);
  deal_out(h->offers, x, arena_new(&h->c->arena, const struct offer_line *, count + 1));
  h->organizations = &x->list;
  h->organization_index = x;
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
  const uint32_t found = *slot_of(h->organization_index, id);
  if (found) *out = h->organizations->at[found - 1];
  return found != 0;
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
