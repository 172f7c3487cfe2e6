/* Ways of contact and places of an offer, a line at a time. */
#include "upkeep_web.h"
#include "places.h"
#include "text.h"

static const struct field ask_fields[] = { F_INT(line_ask, regel, BY_LINK, N_("Line"), .max = 1000) };
const struct record line_ask_record = PART(line_ask, ask_fields);

static const struct field contact_fields[] = {
  F_INT (contact_line, regel,   BY_LINK,  N_("Line"), .max = 1000),
  F_ENUM(contact_line, channel, REQUIRED, channel, N_("Way of contact")),
  F_TEXT(contact_line, value,   REQUIRED, N_("Number or address"), .max = 300),
  F_TEXT(contact_line, hours,   OPTIONAL, N_("Hours"), .max = 120),
  F_ENUM(contact_line, weg,     BY_LINK,  tick, N_("Remove")),
};
const struct record contact_line_record = RECORD(contact_line, contact_fields);

static const struct field place_fields[] = {
  F_INT (place_line, regel,        BY_LINK,  N_("Line"), .max = 1000),
  F_TEXT(place_line, name,         OPTIONAL, N_("Name of the place"), .max = 160),
  F_TEXT(place_line, street,       OPTIONAL, N_("Street and number"), .max = 160),
  F_TEXT(place_line, postal_code,  OPTIONAL, N_("Postal code"), .max = 10),
  F_TEXT(place_line, town,         REQUIRED, N_("Town"), .max = 80),
  F_TEXT(place_line, municipality, OPTIONAL, N_("Municipality"), .max = 80),
  F_ENUM(place_line, weg,          BY_LINK,  tick, N_("Remove")),
};
const struct record place_line_record = RECORD(place_line, place_fields);

int show_contacts(struct ctx *c)
{
  struct offer_line line;
  TRY(kept_of_path(c, &line));
  const struct page page = { .title = tr(c, N_("Contact")), .current = MAP_PATH, .noindex = true, .work = true };
  page_begin(c, &page);
  view_contacts(c, &line.offer);
  return page_end(c, &page);
}

static int show_line(struct ctx *c, struct contact_line_view *v)
{
  const struct page page = { .title = tr(c, N_("Contact")), .current = MAP_PATH, .noindex = true, .work = true };
  page_begin(c, &page);
  view_contact_line(c, v);
  return page_end(c, &page);
}

/* Which line is asked for; 0: a new one. */
static size_t asked(struct ctx *c, size_t count)
{
  const struct line_ask *const a = form_row(c, line_ask);
  return a && a->regel.known && (size_t)a->regel.n <= count ? (size_t)a->regel.n : 0;
}

int show_contact_line(struct ctx *c)
{
  struct offer_line line;
  TRY(kept_of_path(c, &line));
  const size_t n = asked(c, line.offer.contacts.count);
  struct contact_line row = { .id = line.offer.id, .version = line.offer.version };
  if (n) { const struct offer_contact *const k = &line.offer.contacts.at[n - 1]; row.channel = k->channel; row.value = k->value; row.hours = k->hours; }
  return show_line(c, &(struct contact_line_view){ .offer = &line.offer, .title = tr(c, N_("Way of contact")), .rec = &contact_line_record, .row = &row, .number = n,
    .path = path_of_id(c, MAP_PATH, line.offer.id, "/contact-regel") });
}

int show_place_line(struct ctx *c)
{
  struct offer_line line;
  TRY(kept_of_path(c, &line));
  const size_t n = asked(c, line.offer.places.count);
  struct place_line row = { .id = line.offer.id, .version = line.offer.version };
  if (n) {
    const struct offer_place *const p = &line.offer.places.at[n - 1];
    const struct municipality *const m = p->municipality && c->places ? municipality_find(c->places, p->municipality, strlen(p->municipality)) : NULL;
    row.name = p->name; row.street = p->street; row.postal_code = p->postal_code; row.town = p->town; row.municipality = m ? m->name : p->municipality;
  }
  return show_line(c, &(struct contact_line_view){ .offer = &line.offer, .title = tr(c, N_("Place")), .rec = &place_line_record, .row = &row, .number = n,
    .path = path_of_id(c, MAP_PATH, line.offer.id, "/plek-regel"), .note = tr(c, N_("Never write the address of a shelter here.")) });
}

/* The list with line `number` (0: a new one) put in, or taken out. Rows of `size` bytes. */
static struct list with_line(struct ctx *c, struct list old, size_t size, size_t number, const void *row)
{
  struct list new = { arena_array(&c->arena, old.count + 1, size), 0 };
  for (size_t i = 0; i < old.count; i++) {
    if (i + 1 == number && !row) continue;
    memcpy((char *)new.rows + new.count++ * size, i + 1 == number ? row : (const char *)old.rows + i * size, size);
  }
  if (number == 0 && row) memcpy((char *)new.rows + new.count++ * size, row, size);
  if (new.count == 0) new.rows = NULL;
  return new;
}

static int save(struct ctx *c, struct offer *o, int32_t version)
{
  o->version = version;
  TRY(offer_section_change(c, SECTION_CONTACT, o));
  return redirect_done(c, path_of_id(c, MAP_PATH, o->id, "/contact"), "opgeslagen");
}

int send_contact_line(struct ctx *c)
{
  const struct contact_line *const f = form_row(c, contact_line);
  const struct offer_contact row = { f->channel, f->value, f->hours };
  struct offer_line line;
  TRY(kept_of_path(c, &line));
  struct offer *const o = &line.offer;
  const struct list new = with_line(c, (struct list){ o->contacts.rows, o->contacts.count }, sizeof row, f->regel.known ? (size_t)f->regel.n : 0, f->weg ? NULL : &row);
  o->contacts.rows = new.rows;
  o->contacts.count = new.count;
  return save(c, o, f->version);
}

/* What is wrong with a place is said on the field of this form that it was typed in. */
static int on_field(struct ctx *c, int rc)
{
  const char *const field = c->error.field;
  return rc == ERR_INVALID && field && strcmp(field, "places") == 0 ? fail(c, rc, "street", c->error.text) : rc;
}

int send_place_line(struct ctx *c)
{
  const struct place_line *const f = form_row(c, place_line);
  const struct offer_place row = { f->name, f->street, f->postal_code, f->town, f->municipality ? text_slug(&c->arena, f->municipality, 80) : NULL };
  struct offer_line line;
  TRY(kept_of_path(c, &line));
  struct offer *const o = &line.offer;
  const struct list new = with_line(c, (struct list){ o->places.rows, o->places.count }, sizeof row, f->regel.known ? (size_t)f->regel.n : 0, f->weg ? NULL : &row);
  o->places.rows = new.rows;
  o->places.count = new.count;
  return on_field(c, save(c, o, f->version));
}
