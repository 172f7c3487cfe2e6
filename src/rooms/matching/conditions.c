/* From the words of a condition to nodes. */
#include "conditions.h"
#include "places.h"
#include "text.h"

enum { TOKEN_MOST = 60, DEPTH_MOST = 40 };

void conditions_init(struct conditions *s, struct arena *a)
{
  *s = (struct conditions){ .nodes = arena_new(a, struct node, CONDITION_NODES), .atoms = arena_new(a, struct atom, CONDITION_ATOMS) };
}

/* --- words --------------------------------------------------------------------------------------------- */

struct parsing { struct ctx *c; struct conditions *s; const char *at; char word[TOKEN_MOST + 1]; int depth; };

static bool in_word(char ch) { return (ch >= 'a' && ch <= 'z') || (ch >= 'A' && ch <= 'Z') || (ch >= '0' && ch <= '9') || ch == '_' || ch == '.'; }

/* The next word or bracket into p->word; "" at the end. */
static void next(struct parsing *p)
{
  p->at += strspn(p->at, " \t\r\n");
  size_t n = 0;
  while (n < TOKEN_MOST && in_word(p->at[n])) n++;
  if (n == 0 && *p->at) n = 1;
  memcpy(p->word, p->at, n);
  p->word[n] = 0;
  p->at += n;
}

static bool word_is(const struct parsing *p, const char *word) { return strcmp(p->word, word) == 0; }
static bool take(struct parsing *p, const char *word)
{
  if (!word_is(p, word)) return false;
  next(p);
  return true;
}

static int wrong(const struct parsing *p, const char *text)
{
  const char *const word = *p->word ? arena_text(&p->c->arena, p->word, strlen(p->word)) : N_("the end");
  return fail(p->c, ERR_INVALID, word, text);
}

/* --- nodes ----------------------------------------------------------------------------------------------- */

/* What was asked before is not asked again: rules share many of their parts. */
static int add_node(const struct parsing *p, struct node n, int *out)
{
  for (int i = 0; i < p->s->node_count; i++) {
    const struct node *const same = &p->s->nodes[i];
    if (same->kind == n.kind && same->a == n.a && same->b == n.b) { *out = i; return OK; }
  }
  if (p->s->node_count == CONDITION_NODES) return wrong(p, N_("There are too many conditions."));
  p->s->nodes[p->s->node_count] = n;
  *out = p->s->node_count++;
  return OK;
}

static bool same_atom(const struct atom *a, const struct atom *b)
{
  return a->kind == b->kind && a->person == b->person && a->offer == b->offer && a->keys == b->keys && a->number == b->number;
}

static int add_atom(const struct parsing *p, const struct atom *at, int *out)
{
  int i = 0;
  while (i < p->s->atom_count && !same_atom(&p->s->atoms[i], at)) i++;
  if (i == CONDITION_ATOMS) return wrong(p, N_("There are too many conditions."));
  if (i == p->s->atom_count) p->s->atoms[p->s->atom_count++] = *at;
  return add_node(p, (struct node){ NODE_ATOM, (int16_t)i, 0 }, out);
}

/* --- tests ------------------------------------------------------------------------------------------------- */

/* Facts of offers that no field says: OFFER_FACT's numbers, in the order of atom_of_offer. */
enum { FACT_NATIONWIDE, FACT_VERIFIED, FACT_FULL };
static const char *const facts[] = { [FACT_NATIONWIDE] = "nationwide", [FACT_VERIFIED] = "verified", [FACT_FULL] = "full" };

/* Phases count whether they are stated or inferred. */
static struct set set_of_offer(const struct field *f, const struct offer *o)
{
  return f->at == offsetof(struct offer, phases) ? offer_all_phases(o) : field_set(f, o);
}

static bool begins(const char *word, const char *side) { return strncmp(word, side, strlen(side)) == 0; }
static const struct field *person_field(const char *word) { return begins(word, "person.") ? record_field(&profile_record, word + 7) : NULL; }
static const struct field *offer_field(const char *word) { return begins(word, "offer.") ? record_field(&offer_record, word + 6) : NULL; }

static bool is_word(const char *word)
{
  static const char *const own[] = { "and", "or", "not", "is", "has", "within", "below", "above", "shares", "stated", "(", ")", "" };
  for (size_t i = 0; i < COUNT(own); i++) if (strcmp(word, own[i]) == 0) return true;
  return begins(word, "person.") || begins(word, "offer.");
}

/* Keys of the field's choices, up to the next word of the language. */
static int read_keys(struct parsing *p, const struct field *f, struct atom *at)
{
  if (is_word(p->word)) return wrong(p, N_("Here a choice is missing."));
  for (; !is_word(p->word); next(p)) {
    const unsigned choice = choice_find(f->values, p->word, strlen(p->word));
    if (!choice) return wrong(p, N_("This is not one of the choices."));
    at->keys |= (uint64_t)1 << choice;
  }
  return OK;
}

/* What "below" and "above" compare with: a number, or a number of the offer. */
static int read_number(struct parsing *p, bool below, struct atom *at)
{
  const struct field *const other = offer_field(p->word);
  if (other && other->kind == FIELD_INT && at->person) {
    *at = (struct atom){ .kind = below ? BELOW_OFFER : ABOVE_OFFER, .person = at->person, .offer = other };
  } else {
    if (strspn(p->word, "0123456789") != strlen(p->word) || !*p->word || strlen(p->word) > 6) return wrong(p, N_("Here a number is missing."));
    at->kind = at->person ? (below ? PERSON_BELOW : PERSON_ABOVE) : below ? OFFER_BELOW : OFFER_ABOVE;
    at->number = (int32_t)strtol(p->word, NULL, 10);
  }
  next(p);
  return OK;
}

static int read_shared(struct parsing *p, struct atom *at)
{
  at->offer = offer_field(p->word);
  if (!at->person || !at->offer || at->person->kind != at->offer->kind || at->person->values != at->offer->values) return wrong(p, N_("These two cannot be compared."));
  at->kind = SHARES_OFFER;
  next(p);
  return OK;
}

/* What stands behind the field. */
static int read_test(struct parsing *p, struct atom *at)
{
  const struct field *const f = at->person ? at->person : at->offer;
  const bool person = at->person;
  if (take(p, "stated")) {
    if (person) return wrong(p, N_("Only an offer is asked whether it states something."));
    at->kind = OFFER_STATED;
    return OK;
  }
  if (take(p, "shares")) return read_shared(p, at);
  if (f->kind == FIELD_INT && (word_is(p, "below") || word_is(p, "above"))) {
    const bool below = word_is(p, "below");
    next(p);
    return read_number(p, below, at);
  }
  if (f->kind == FIELD_ENUM && take(p, "is")) at->kind = person ? PERSON_IS : OFFER_IS;
  else if (f->kind == FIELD_SET && take(p, "has")) at->kind = person ? PERSON_HAS : OFFER_HAS;
  else if (f->kind == FIELD_SET && take(p, "within")) at->kind = person ? PERSON_WITHIN : OFFER_WITHIN;
  else return wrong(p, N_("This cannot be asked here."));
  return read_keys(p, f, at);
}

static int find_definition(const struct conditions *s, const char *name)
{
  for (int i = 0; i < s->definition_count; i++) if (strcmp(s->definitions[i].name, name) == 0) return s->definitions[i].root;
  return NO_NODE;
}

static int read_atom(struct parsing *p, int *out)
{
  struct atom at = { .person = person_field(p->word), .offer = offer_field(p->word) };
  const int defined = find_definition(p->s, p->word);
  if (defined != NO_NODE) { *out = defined; next(p); return OK; }
  for (size_t i = 0; i < COUNT(facts); i++) {
    if (!begins(p->word, "offer.") || strcmp(p->word + 6, facts[i]) != 0) continue;
    next(p);
    return add_atom(p, &(struct atom){ .kind = OFFER_FACT, .number = (int32_t)i }, out);
  }
  if (!at.person && !at.offer) return wrong(p, N_("This is not known: write person. or offer. and the name of a field."));
  next(p);
  TRY(read_test(p, &at));
  return add_atom(p, &at, out);
}

/* --- and, or, not --------------------------------------------------------------------------------------- */

static int read_or(struct parsing *p, int *out);

static int read_not(struct parsing *p, int *out)
{
  int inner;
  if (p->depth == DEPTH_MOST) return wrong(p, N_("There are too many brackets."));
  if (take(p, "not")) {
    p->depth++;
    TRY(read_not(p, &inner));
    p->depth--;
    return add_node(p, (struct node){ NODE_NOT, (int16_t)inner, 0 }, out);
  }
  if (!take(p, "(")) return read_atom(p, out);
  p->depth++;
  TRY(read_or(p, out));
  p->depth--;
  return take(p, ")") ? OK : wrong(p, N_("Here a closing bracket is missing."));
}

static int read_and(struct parsing *p, int *out)
{
  int left = NO_NODE, right = NO_NODE;
  TRY(read_not(p, &left));
  while (take(p, "and")) {
    TRY(read_not(p, &right));
    TRY(add_node(p, (struct node){ NODE_AND, (int16_t)left, (int16_t)right }, &left));
  }
  *out = left;
  return OK;
}

static int read_or(struct parsing *p, int *out)
{
  int left = NO_NODE, right = NO_NODE;
  TRY(read_and(p, &left));
  while (take(p, "or")) {
    TRY(read_and(p, &right));
    TRY(add_node(p, (struct node){ NODE_OR, (int16_t)left, (int16_t)right }, &left));
  }
  *out = left;
  return OK;
}

int condition_parse(struct ctx *c, struct conditions *s, const char *text, int *root)
{
  struct parsing p = { .c = c, .s = s, .at = text };
  next(&p);
  TRY(read_or(&p, root));
  return *p.word ? wrong(&p, N_("Here \"and\" or \"or\" is missing.")) : OK;
}

int condition_define(struct ctx *c, struct conditions *s, const char *name, const char *text)
{
  int root;
  if (s->definition_count == DEFINITIONS_MOST) return fail(c, ERR_INVALID, name, N_("There are too many conditions."));
  if ((!begins(name, "person.") && !begins(name, "offer.")) || person_field(name) || offer_field(name)) return fail(c, ERR_INVALID, name, N_("This name cannot be given a meaning."));
  TRY(condition_parse(c, s, text, &root));
  s->definitions[s->definition_count].name = name;
  s->definitions[s->definition_count++].root = root;
  return OK;
}

typedef bool atom_test(const struct atom *at);

static bool any_atom(const struct conditions *s, int root, atom_test *test)
{
  const struct node *const n = &s->nodes[root];
  if (n->kind == NODE_ATOM) return test(&s->atoms[n->a]);
  return any_atom(s, n->a, test) || (n->kind != NODE_NOT && any_atom(s, n->b, test));
}

static bool asks_person(const struct atom *at) { return at->person != NULL; }
static bool asks_inside(const struct atom *at) { return at->person && profile_is_inside(at->person->name); }

bool condition_asks_person(const struct conditions *s, int root) { return any_atom(s, root, asks_person); }
bool condition_asks_inside(const struct conditions *s, int root) { return any_atom(s, root, asks_inside); }

const struct field *condition_fact_missing(const struct conditions *s, int root)
{
  const struct node *const n = &s->nodes[root], *const inner = n->kind == NODE_NOT ? &s->nodes[n->a] : NULL;
  const struct atom *const at = inner && inner->kind == NODE_ATOM ? &s->atoms[inner->a] : NULL;
  return at && at->kind == OFFER_STATED ? at->offer : NULL;
}

/* --- truth ----------------------------------------------------------------------------------------------- */

static bool within(struct set v, uint64_t keys) { return v.bits >> 1 && !(v.bits & ~(uint64_t)1 & ~keys); }

enum truth atom_of_person(const struct atom *at, const struct profile *p)
{
  if (!field_known(at->person, p)) return IS_UNKNOWN;
  switch (at->kind) {
  case PERSON_IS:     return at->keys >> field_enum(at->person, p) & 1 ? IS_TRUE : IS_FALSE;
  case PERSON_HAS:    return field_set(at->person, p).bits & at->keys ? IS_TRUE : IS_FALSE;
  case PERSON_WITHIN: return within(field_set(at->person, p), at->keys) ? IS_TRUE : IS_FALSE;
  case PERSON_BELOW:  return field_num(at->person, p).n < at->number ? IS_TRUE : IS_FALSE;
  case PERSON_ABOVE:  return field_num(at->person, p).n > at->number ? IS_TRUE : IS_FALSE;
  default:            return IS_UNKNOWN;
  }
}

static bool fact_of_offer(int32_t fact, const struct offer *o, struct date today)
{
  switch (fact) {
  case FACT_NATIONWIDE: return text_has_word(o->regions, REGION_NATIONWIDE);
  case FACT_VERIFIED:   return offer_freshness(o, today) == VERIFIED;
  case FACT_FULL:       return o->places_free.known && o->places_free.n == 0 && (!date_known(o->places_free_on) || offer_places_current(o, today));
  default:              return false;
  }
}

bool atom_of_offer(const struct atom *at, const struct offer *o, struct date today)
{
  switch (at->kind) {
  case OFFER_IS:     return at->keys >> field_enum(at->offer, o) & 1;
  case OFFER_HAS:    return set_of_offer(at->offer, o).bits & at->keys;
  case OFFER_WITHIN: return within(set_of_offer(at->offer, o), at->keys);
  case OFFER_BELOW:  return field_num(at->offer, o).known && field_num(at->offer, o).n < at->number;
  case OFFER_ABOVE:  return field_num(at->offer, o).known && field_num(at->offer, o).n > at->number;
  case OFFER_STATED: return at->offer->kind == FIELD_SET ? set_of_offer(at->offer, o).bits >> 1 : field_known(at->offer, o);
  case OFFER_FACT:   return fact_of_offer(at->number, o, today);
  default:           return false;
  }
}

static bool share_words(const char *a, const char *b)
{
  size_t n, m;
  for (const char *s = text_word(a, &n); s; s = text_word(s + n, &n))
    for (const char *t = text_word(b, &m); t; t = text_word(t + m, &m))
      if (n == m && memcmp(s, t, n) == 0) return true;
  return false;
}

enum truth atom_of_both(const struct atom *at, const struct profile *p, const struct offer *o)
{
  if (!field_known(at->offer, o)) return IS_FALSE;
  if (!field_known(at->person, p)) return IS_UNKNOWN;
  bool holds = false;
  if (at->kind == BELOW_OFFER) holds = field_num(at->person, p).n < field_num(at->offer, o).n;
  else if (at->kind == ABOVE_OFFER) holds = field_num(at->person, p).n > field_num(at->offer, o).n;
  else if (at->person->kind == FIELD_SET) holds = field_set(at->person, p).bits & field_set(at->offer, o).bits & ~(uint64_t)1;
  else holds = share_words(field_text(at->person, p), field_text(at->offer, o));
  return holds ? IS_TRUE : IS_FALSE;
}
