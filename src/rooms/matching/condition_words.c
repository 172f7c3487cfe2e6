/* Conditions as a policy adviser reads them. */
#include "conditions.h"

static void put_keys(struct ctx *c, const struct field *f, uint64_t keys, struct buf *b)
{
  bool first = true;
  for (unsigned i = 1; i < f->values->count; i++) {
    if (!(keys >> i & 1)) continue;
    if (!first) put(b, tr(c, N_(" or ")));
    put_char(b, '"');
    put(b, tr(c, f->values->at[i].label));
    put_char(b, '"');
    first = false;
  }
}

static void put_number(struct buf *b, const char *word, int32_t n)
{
  put_char(b, ' ');
  put(b, word);
  put_char(b, ' ');
  put_int(b, n);
}

/* "The person: " or "The offer: " and the label of the field; questions lose nothing of their mark. */
static void put_side(struct ctx *c, const struct atom *at, struct buf *b)
{
  const struct field *const f = at->person ? at->person : at->offer;
  put(b, at->person ? tr(c, N_("person")) : tr(c, N_("offer")));
  put(b, ": ");
  put(b, tr(c, f->label));
}

static void put_fact(struct ctx *c, int32_t fact, struct buf *b)
{
  static const char *const words[] = { N_("offer: in the whole country"), N_("offer: confirmed in time"), N_("offer: no places free") };
  put(b, tr(c, words[fact]));
}

static void put_atom(struct ctx *c, const struct atom *at, struct buf *b)
{
  if (at->kind == OFFER_FACT) { put_fact(c, at->number, b); return; }
  put_side(c, at, b);
  switch (at->kind) {
  case PERSON_IS: case OFFER_IS: case PERSON_HAS: case OFFER_HAS:
    put(b, " = ");
    put_keys(c, at->person ? at->person : at->offer, at->keys, b);
    break;
  case PERSON_WITHIN: case OFFER_WITHIN:
    put(b, tr(c, N_(" = only ")));
    put_keys(c, at->person ? at->person : at->offer, at->keys, b);
    break;
  case PERSON_BELOW: case OFFER_BELOW: put_number(b, tr(c, N_("below")), at->number); break;
  case PERSON_ABOVE: case OFFER_ABOVE: put_number(b, tr(c, N_("above")), at->number); break;
  case OFFER_STATED: put(b, tr(c, N_(" is stated"))); break;
  default:
    put(b, at->kind == BELOW_OFFER ? tr(c, N_(" is below that of the offer: ")) : at->kind == ABOVE_OFFER ? tr(c, N_(" is above that of the offer: "))
      : tr(c, N_(" has something in common with that of the offer: ")));
    put(b, tr(c, at->offer->label));
  }
}

static void put_node(struct ctx *c, const struct conditions *s, int root, bool brackets, struct buf *b)
{
  const struct node *const n = &s->nodes[root];
  if (n->kind == NODE_ATOM) { put_atom(c, &s->atoms[n->a], b); return; }
  if (n->kind == NODE_NOT) {
    put(b, tr(c, N_("not ")));
    put_node(c, s, n->a, true, b);
    return;
  }
  if (brackets) put_char(b, '(');
  put_node(c, s, n->a, s->nodes[n->a].kind != n->kind, b);
  put(b, n->kind == NODE_AND ? tr(c, N_(" and ")) : tr(c, N_(" or ")));
  put_node(c, s, n->b, s->nodes[n->b].kind != n->kind, b);
  if (brackets) put_char(b, ')');
}

void condition_in_words(struct ctx *c, const struct conditions *s, int root, struct buf *b) { put_node(c, s, root, false, b); }
