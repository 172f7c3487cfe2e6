#include "hsds_internal.h"
#include "text.h"
#include "url.h"

/* Ways of contact: phones, mail, addresses on the web. What is none of these is given in words. */

static bool is_letter(char ch) { return (ch >= 'a' && ch <= 'z') || (ch >= 'A' && ch <= 'Z'); }
static bool is_digit(char ch) { return ch >= '0' && ch <= '9'; }
static bool is_hex(char ch) { return is_digit(ch) || (ch >= 'a' && ch <= 'f') || (ch >= 'A' && ch <= 'F'); }

/* What stands behind the host: perhaps a port, then nothing but what may stand in an address. */
static bool rest_fits(const char *s)
{
  const char *const hash = strchr(s, '#');
  if (*s == ':') { s++; while (is_digit(*s)) s++; }
  if (*s && !strchr("/?#", *s)) return false;
  for (; *s; s++) {
    if (*s == '%' && !(is_hex(s[1]) && is_hex(s[2]))) return false;
    if (!is_letter(*s) && !is_digit(*s) && !strchr("-._~%!$&'()*+,;=:@/?#", *s)) return false;
  }
  return !hash || !strchr(hash + 1, '#');
}

/* The text as an address on the web ("www.example.org" gets https://), NULL if it is none. */
static const char *web_address(struct hsds *h, const char *text)
{
  const size_t scheme = strncmp(text, "https://", 8) == 0 ? 8 : strncmp(text, "http://", 7) == 0 ? 7 : 0;
  const size_t n = host_name_size(text + scheme);
  if (!n || !rest_fits(text + scheme + n)) return NULL;
  if (scheme) return text;
  return JOIN(&h->c->arena, "https://", text);
}

enum shape { SHAPE_PHONE, SHAPE_MAIL, SHAPE_WEB, SHAPE_WORDS };

static bool has_digit(const char *s) { return s[strcspn(s, "0123456789")] != 0; }

static enum shape shape_of(struct hsds *h, const struct offer_contact *contact)
{
  switch (contact->channel) {
  case CHANNEL_PHONE: return has_digit(contact->value) ? SHAPE_PHONE : SHAPE_WORDS;
  case CHANNEL_MAIL:  return mailbox_plain(contact->value) ? SHAPE_MAIL : SHAPE_WORDS;
  case CHANNEL_WHATSAPP: if (has_digit(contact->value) && !strchr(contact->value, '/')) return SHAPE_PHONE; break;
  default: break;
  }
  return web_address(h, contact->value) ? SHAPE_WEB : SHAPE_WORDS;
}

/* The first contact of that shape, past the end if there is none. A service's own address is its website, not its chat. */
static size_t first_of(struct hsds *h, const struct offer *o, enum shape shape)
{
  size_t i = 0;
  for (; i < o->contacts.count; i++)
    if (shape_of(h, &o->contacts.at[i]) == shape && (shape != SHAPE_WEB || o->contacts.at[i].channel == CHANNEL_WEB)) break;
  return i;
}

const char *hsds_web_address(struct hsds *h, const struct offer *o, struct set channels)
{
  for (size_t i = 0; i < o->contacts.count; i++)
    if (set_has(channels, o->contacts.at[i].channel) && shape_of(h, &o->contacts.at[i]) == SHAPE_WEB)
      return web_address(h, o->contacts.at[i].value);
  return NULL;
}

void hsds_write_reach(struct hsds *h, const struct offer *o)
{
  const size_t web = first_of(h, o, SHAPE_WEB), mail = first_of(h, o, SHAPE_MAIL);
  if (web < o->contacts.count) json_str(&h->j, "url", web_address(h, o->contacts.at[web].value));
  if (mail < o->contacts.count) json_str(&h->j, "email", o->contacts.at[mail].value);
}

/* --- the lists ------------------------------------------------------------------------------ */

/* "Phone", "Phone: 24 hours a day": the channel and what is said of it. */
static const char *with_channel(struct hsds *h, const struct offer_contact *contact, const char *text)
{
  return JOIN(&h->c->arena, tr(h->c, channel_label(contact->channel)), text ? ": " : NULL, text);
}

static struct id id_of(const char *table, const struct offer *o, const struct offer_contact *contact)
{
  struct buf key = { 0 };
  put(&key, channel_key(contact->channel));
  put_char(&key, '\n');
  put(&key, contact->value);
  put_char(&key, '\n');
  put(&key, contact->hours);
  const struct id id = hsds_id(table, o->id, buf_text(&key));
  buf_release(&key);
  return id;
}

static void put_phone(struct hsds *h, const struct offer *o, const struct offer_contact *contact)
{
  const bool voice = contact->channel == CHANNEL_PHONE;
  json_id(&h->j, "id", id_of("phone", o, contact));
  json_id(&h->j, "service_id", o->id);
  json_str(&h->j, "number", contact->value);
  json_str(&h->j, "type", voice ? "voice" : "text");
  json_str(&h->j, "description", voice ? contact->hours : with_channel(h, contact, contact->hours));
}

static void put_url(struct hsds *h, const struct offer *o, const struct offer_contact *contact)
{
  json_id(&h->j, "id", id_of("url", o, contact));
  json_id(&h->j, "service_id", o->id);
  json_str(&h->j, "label", tr(h->c, channel_label(contact->channel)));
  json_str(&h->j, "url", web_address(h, contact->value));
}

static void put_contact(struct hsds *h, const struct offer *o, const struct offer_contact *contact)
{
  const bool mail = contact->channel == CHANNEL_MAIL && mailbox_plain(contact->value);
  json_id(&h->j, "id", id_of("contact", o, contact));
  json_id(&h->j, "service_id", o->id);
  json_str(&h->j, "name", with_channel(h, contact, mail ? NULL : contact->value));
  if (mail) json_str(&h->j, "email", contact->value);
}

static void put_schedule(struct hsds *h, const struct offer *o, const struct offer_contact *contact)
{
  json_id(&h->j, "id", id_of("schedule", o, contact));
  json_id(&h->j, "service_id", o->id);
  json_str(&h->j, "description", with_channel(h, contact, contact->hours));
}

typedef void put_one(struct hsds *h, const struct offer *o, const struct offer_contact *contact);

/* The contacts with a bit, as a member that is left out when empty. */
static void put_list(struct hsds *h, const struct offer *o, const char *name, uint64_t which, put_one *one)
{
  if (!which) return;
  json_begin(&h->j, name, '[');
  for (size_t i = 0; i < o->contacts.count && i < 64; i++) {
    if (!(which >> i & 1)) continue;
    json_begin(&h->j, NULL, '{');
    one(h, o, &o->contacts.at[i]);
    json_close(&h->j);
  }
  json_close(&h->j);
}

/* Where it can be read on the public map; what has ended has no page there. */
static void put_page(struct hsds *h, const struct offer *o)
{
  struct buf b = { 0 };
  json_begin(&h->j, NULL, '{');
  json_id(&h->j, "id", hsds_id("url", o->id, "page"));
  json_id(&h->j, "service_id", o->id);
  json_str(&h->j, "label", tr(h->c, N_("On this map")));
  put(&b, h->pages);
  put(&b, o->slug);
  json_str(&h->j, "url", buf_text(&b));
  json_close(&h->j);
  buf_release(&b);
}

static void put_urls(struct hsds *h, const struct offer *o, uint64_t which)
{
  const bool page = o->slug && offer_is_public(o);
  if (!which && !page) return;
  json_begin(&h->j, "additional_urls", '[');
  if (page) put_page(h, o);
  for (size_t i = 0; i < o->contacts.count && i < 64; i++) {
    if (!(which >> i & 1)) continue;
    json_begin(&h->j, NULL, '{');
    put_url(h, o, &o->contacts.at[i]);
    json_close(&h->j);
  }
  json_close(&h->j);
}

void hsds_write_contacts(struct hsds *h, const struct offer *o)
{
  const size_t web = first_of(h, o, SHAPE_WEB), mail = first_of(h, o, SHAPE_MAIL);
  uint64_t of[SHAPE_WORDS + 1] = { 0 }, hours = 0;
  for (size_t i = 0; i < o->contacts.count && i < 64; i++) {
    if (i != web && i != mail) of[shape_of(h, &o->contacts.at[i])] |= (uint64_t)1 << i;
    if (o->contacts.at[i].hours) hours |= (uint64_t)1 << i;
  }
  put_urls(h, o, of[SHAPE_WEB]);
  put_list(h, o, "phones", of[SHAPE_PHONE], put_phone);
  put_list(h, o, "contacts", of[SHAPE_MAIL] | of[SHAPE_WORDS], put_contact);
  put_list(h, o, "schedules", hours, put_schedule);
}
