/* The demonstration: the demo's provider gives a few of the example offers, some things are said about them, and money ends. */
#include "calendar.h"
#include "upkeep_web.h"

static const char provider[] = "Voorbeeld Hulpverlening", region[] = "oost-brabant";
static const char *const codes[] = { "O001", "O003", "O011", "O002" }      /* whose provider the reports do not name */;

static int give(struct ctx *c, const char *code, size_t number)
{
  struct offer_line line;
  const int rc = offer_by_code(c, code, &line);
  if (absent(c, rc)) return OK;
  TRY(rc);
  if (line.provider) line.also_by = line.also_by ? line.also_by : provider;
  else line.provider = provider;
  line.offer.ask_at = "aanbod@voorbeeld.invalid";
  if (number == 0) { line.offer.colleague = "Sanne Voorbeeld, intake"; line.offer.colleague_phone = "040 000 00 01"; }
  if (number == 1 || number == 2) {
    line.offer.example = NO;
    line.offer.verified_on = date_plus_months(c->today, number == 1 ? -2 : -8);
    line.offer.verified_by = provider;
  }
  TRY(offer_change(c, &line));
  if (number == 0) TRY(offer_flag_add(c, line.offer.id, &(struct offer_flag){ .reason = FLAG_CONTACT, .note = "Het telefoonnummer is afgesloten." }));
  if (number == 1) TRY(offer_flag_add(c, line.offer.id, &(struct offer_flag){ .reason = FLAG_GONE, .note = "Wij geven dit niet meer.", .origin = FLAG_BY_PROVIDER }));
  if (number > 1) return OK;
  return funding_add(c, &(struct offer_funding){ .offer = line.offer.id, .funder = number ? "Fonds Voorbeeld" : "Gemeente Voorbeeldstad", .amount = num(number ? 45000 : 120000),
    .since = date_plus_months(c->today, -18), .until = number ? date_plus_months(c->today, 7) : DATE_UNKNOWN, .nature = number ? FUNDING_TEMPORARY : FUNDING_STRUCTURAL }, NULL);
}

static int fill(struct ctx *c, void *unused)
{
  (void)unused;
  for (size_t i = 0; i < COUNT(codes); i++) TRY(give(c, codes[i], i));
  return OK;
}

/* Once: the first of them has an address to ask then. */
int upkeep_demo(struct ctx *c)
{
  const struct scope before = c->scope;
  struct offer_line first;
  int rc = offer_by_code(c, codes[0], &first);
  if (absent(c, rc)) return OK;
  if (rc != OK || first.offer.ask_at) return rc;
  c->scope = (struct scope){ .reach = REACH_ALL, .region = region };
  rc = db_transaction(c, fill, NULL);
  c->scope = before;
  return rc;
}
