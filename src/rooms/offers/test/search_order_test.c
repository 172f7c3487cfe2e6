/* In which order: the questions of everyday, who asks them, what must be among the first and what must not. */
#include "search_helper.h"

/* `first`: codes of which one must be among the first three. `never`: classes of offers that may not be among the first
 * five: j(oint), u(ses violence only), e(xperiences violence only), d(ecided by police, probation, court; measures; steps),
 * s(exual violence only). */
struct asked { const char *words, *first, *never; };

static bool only(const struct offer *o, enum audience who) { return o->audience.bits >> 1 == (uint64_t)1 << (who - 1); }

static bool is_class(const struct offer *o, char class)
{
  const uint64_t by_others = (uint64_t)1 << ACCESS_POLICE | (uint64_t)1 << ACCESS_PROBATION | (uint64_t)1 << ACCESS_COURT;
  switch (class) {
  case 'j': return set_has(o->formats, FORMAT_JOINT);
  case 'u': return only(o, AUDIENCE_USES);
  case 'e': return only(o, AUDIENCE_EXPERIENCES);
  case 'd': return o->kind != KIND_HELP || (o->access.bits >> 1 && !(o->access.bits & ~by_others & ~(uint64_t)1));
  case 's': return strcmp(o->code, "O066") == 0 || strcmp(o->code, "O049") == 0;
  default: return false;
  }
}

static bool is_right(struct world *w, const struct asked *a, const struct search_result *r)
{
  bool right = !*a->first;
  for (const char *at = a->first; *at && !right; at += strcspn(at, " "), at += *at == ' ') {
    char code[8] = "";
    memcpy(code, at, strcspn(at, " ") < sizeof code ? strcspn(at, " ") : sizeof code - 1);
    right = has_code(w, r, code, 3);
  }
  for (size_t i = 0; i < r->count && i < 5; i++)
    for (const char *class = a->never; *class; class++) right &= !is_class(&snapshot_offer(w->s, r->at[i])->offer, *class);
  return right;
}

static void check(void **state, const struct asked *all, size_t count)
{
  struct world *w = *state;
  size_t wrong = 0;
  for (size_t i = 0; i < count; i++) {
    const struct search_result r = ask(w, w->s, all[i].words, 1);
    if (is_right(w, &all[i], &r)) continue;
    wrong++;
    print_message("# '%s' (%s, not %s), %zu found%s%s:\n", all[i].words, all[i].first, all[i].never, r.total, r.corrected ? ", corrected: " : "", r.corrected ? r.corrected : "");
    for (size_t k = 0; k < r.count && k < 5; k++)
      print_message("#   %s %s\n", snapshot_offer(w->s, r.at[k])->offer.code, snapshot_offer(w->s, r.at[k])->offer.name);
  }
  assert_int_equal(wrong, 0);
}
#define CHECK(...) static const struct asked all[] = { __VA_ARGS__ }; check(state, all, COUNT(all))

static void who_used_violence_last_night(void **state)
{
  CHECK({ "ik sla mijn vrouw", "O007 O008 O058 O062", "jeds" }, { "ik heb gisteravond mijn vrouw geslagen", "O007 O008 O058 O062", "jeds" },
    { "heb mn vriendin geslagen", "O007 O008 O058 O062", "jeds" }, { "ik schop mijn man", "O007 O008 O058 O062", "jeds" },
    { "ik sla haar", "O007 O008 O058 O062", "jeds" }, { "ik sla me vrouw weer", "O007 O008 O058 O062", "jeds" },
    { "m'n vriendin geslagen", "O007 O008 O058 O062", "jeds" }, { "losse handjes", "O008 O058", "jds" }, { "ik wil stoppen met slaan", "O007 O008 O058 O009", "jeds" },
    { "ik sla mijn kind", "O095 O062 O034 O041", "jeds" }, { "ik heb mijn zoontje geslagen", "O095 O062 O034 O041", "jeds" }, { "woede", "O009 O012 O036 O038 O037 O058", "jds" },
    { "kort lontje", "O009 O008 O012 O058", "jds" }, { "ik sla mijn moeder", "O048 O087 O088 O089 O094", "jed" }, { "drank", "O015", "js" }, { "huisverbod", "O017 O043 O059 O045", "s" },
    { "ik heb een huisverbod", "O017 O043 O059 O044", "s" }, { "politiecel", "O021", "s" }, { "reclassering", "O050 O078 O081 O097 O079 O100", "s" },
    { "slaapplek", "O005 O052 O081 O061", "jds" }, { "ik stalk mijn ex", "O006", "jes" }, { "ik volg mijn ex", "O006", "jes" }, { "ik kan me niet beheersen", "O008 O058 O012 O036", "jeds" }, { "ik ben bang dat ik haar iets aandoe", "O062 O004 O005 O008", "jeds" });
}

static void who_is_controlled_or_hit(void **state)
{
  CHECK({ "mijn man slaat mij", "O062", "juds" }, { "me man slaat me", "O062", "juds" }, { "mn vriend heeft me weer geslagen", "O062", "juds" },
    { "mijn man slaat mij en de kinderen", "O062", "juds" }, { "hij slaat me", "O062", "juds" }, { "mijn vrouw slaat me", "O062", "juds" }, { "ik word geslagen", "O062", "juds" }, { "ik werd gisteren geslagen", "O062", "juds" }, { "mijn ex valt me lastig", "O062", "juds" }, { "hij laat me niet gaan", "O062", "juds" },
    { "mijn vriend bedreigt mij", "O062", "juds" }, { "mijn ex stalkt mij", "O062", "juds" }, { "mijn ex volgt mij", "O062", "juds" }, { "stalking", "O062", "juds" },
    { "mijn man controleert mij", "O062", "juds" }, { "hij controleert mij", "O062", "juds" }, { "hij checkt mijn telefoon", "O062", "juds" }, { "tracker onder mijn auto", "O062", "juds" },
    { "mijn man bepaalt alles", "O062", "juds" }, { "hij pakt mijn geld af", "O062", "juds" }, { "opgesloten", "O062", "juds" }, { "ik mag niet naar buiten", "O062", "juds" },
    { "mijn ex chanteert me", "O062", "juds" }, { "uithuwelijken", "O062", "juds" }, { "gaslighting", "O062", "juds" }, { "intieme terreur", "O062", "juds" },
    { "bang voor mijn man", "O062", "juds" }, { "ik ben bang voor mijn ex", "O062", "juds" }, { "mijn vader slaat mij", "O062", "juds" }, { "eerwraak", "O062", "juds" }, { "verkracht", "O062", "jus" });
}

static void women_who_use_violence_mothers_and_bystanders(void **state)
{
  CHECK({ "ik ben een vrouw en ik sla mijn man", "O008 O037 O062", "jeds" }, { "ik sla mijn man", "O008 O007 O062", "jeds" }, { "vrouw die slaat", "O037 O008", "jeds" },
    { "mijn zoon slaat mij", "O094 O087 O088 O062 O048", "jds" }, { "mijn zoon is agressief", "O094 O087 O088 O089", "jds" }, { "mijn dochter schopt me", "O094 O087 O088 O062", "jds" },
    { "bang voor mijn zoon", "O094 O087 O088 O062", "jds" }, { "agressieve puber", "O094 O087 O088 O089", "jds" }, { "mijn zus wordt geslagen", "O062", "juds" }, { "mijn buurman slaat zijn vrouw", "O062", "juds" }, { "mijn man heeft losse handjes", "O062", "juds" }, { "mijn man drinkt", "O015", "jds" },
    { "hulp voor mijn man", "", "d" }, { "scheiding", "", "j" }, { "ruzie", "", "jds" }, { "relatieproblemen", "", "jds" }, { "kinderen", "", "jds" }, { "bellen", "O062", "j" }, { "wijkteam Eindhoven", "O032", "jd" }, { "opvang Breda", "O005 O052 O054", "jd" }, { "seksueel misbruik", "O062", "jus" });
}

static void professionals(void **state)
{
  CHECK({ "LVB groep", "O042", "j" }, { "agressieregulatie", "O012 O089 O069", "jds" }, { "ervaringsdeskundige", "O034 O075 O035 O065 O008 O068", "jds" }, { "groep voor mannen", "O007 O033 O058 O009 O036", "jds" },
    { "mediation", "O091", "s" }, { "Take a Break", "O040", "s" }, { "PIBB", "O073", "s" }, { "BORG-training", "O023 O024", "s" }, { "stopgesprek", "O006", "s" }, { "contactverbod", "O018", "s" },
    { "Stop it now!", "O066", "j" }, { "pedofilie", "O066", "j" }, { "kinderporno", "O066", "j" }, { "seksuele gevoelens voor kinderen", "O066", "j" }, { "Veilig Thuis", "O062", "jds" }, { "ik ben gewelddadig", "O008 O058", "jeds" }, { "Caring Dads", "O095", "js" });
}

static void in_english(void **state)
{
  CHECK({ "I hit my wife", "O007 O008 O058 O062", "jeds" }, { "hit my girlfriend last night", "O007 O008 O058 O062", "jeds" }, { "I hit my child", "O095 O062 O034 O041", "jeds" },
    { "my husband hits me", "O062", "juds" }, { "he hits me", "O062", "juds" }, { "he's hitting me", "O062", "juds" }, { "my boyfriend is stalking me", "O062", "juds" }, { "he checks my phone", "O062", "juds" },
    { "my son hits me", "O094 O087 O088 O062 O048", "jds" }, { "forced marriage", "O062", "juds" }, { "anger management", "O009 O012 O089 O069", "jds" }, { "I am scared of my husband", "O062", "juds" }, { "he threatens me", "O062", "juds" });
}

static const char *corrected(struct world *w, const char *words) { return ask(w, w->s, words, 1).corrected; }

static void an_everyday_word_is_no_typing_error(void **state)
{
  static const char *const said[] = { "vermoorden", "dementie", "gillen", "homo", "huwelijk", "weggaan", "deur", "aangeven", "kill", "harm", "wurgt", "controleert", "schoonmoeder" };
  struct world *w = *state;
  for (size_t i = 0; i < COUNT(said); i++) if (corrected(w, said[i])) fail_msg("'%s' became '%s'", said[i], corrected(w, said[i]));
  assert_string_equal(corrected(w, "agresie"), "agressie");
  assert_string_equal(corrected(w, "huisverbot"), "huisverbod");
  assert_string_equal(corrected(w, "agressieregelatie"), "agressieregulatie");
}

/* Each of `towns` leads to the one region, and to more than nothing. */
static void a_town_is_searched_as_its_region(void **state)
{
  static const char *const towns[][2] = { { "Venlo", "noord-en-midden-limburg" }, { "Meppel", "drenthe" }, { "Gouda", "hollands-midden" }, { "hulp in Emmen", "drenthe" },
    { "groep Eindhoven", "oost-brabant" }, { "Den Bosch", "oost-brabant" }, { "den haag", "haaglanden" }, { "gelderland-midden", "gelderland-midden" }, { "in Best", "oost-brabant" }, { "Nijmegen", "gelderland-zuid" } };
  struct world *w = *state;
  const struct facet_info *f = snapshot_facet(w->s, FACET_REGION);
  for (size_t i = 0; i < COUNT(towns); i++) {
    const struct search_result r = ask(w, w->s, towns[i][0], 1);
    size_t v = 0;
    while (v < f->count && strcmp(f->values[v].key, towns[i][1]) != 0) v++;
    if (r.regions != (uint64_t)1 << v || r.regions_empty || r.total < 5) fail_msg("%s: %zu found", towns[i][0], r.total);
  }
  static const char *const none[] = { "wat is het beste", "de buren slaan elkaar", "groep", "ik wil huizen kijken", "sluis de deur" };
  for (size_t i = 0; i < COUNT(none); i++) if (ask(w, w->s, none[i], 1).regions) fail_msg("%s is read as a place", none[i]);
  assert_true(ask(w, w->s, "5611 AB", 1).postcode);
  assert_true(ask(w, w->s, "groep 5611ab", 1).postcode);
  assert_false(ask(w, w->s, "0800-2000", 1).postcode);
}

static void without_words_the_easiest_to_start_come_first(void **state)
{
  struct world *w = *state;
  struct search_result r = ask(w, w->s, NULL, 1);
  assert_true(r.wordless);
  for (size_t i = 0; i < 10; i++) {
    const struct offer *o = &snapshot_offer(w->s, r.at[i])->offer;
    if (o->kind != KIND_HELP || !(set_has(o->access, ACCESS_FREE) || o->self_registration == YES) || is_class(o, 'j')) fail_msg("%s is not easy to start", o->name);
  }
  const size_t pages = r.pages;
  r = ask(w, w->s, NULL, pages);
  for (size_t i = 0; i < r.count; i++) if (!is_class(&snapshot_offer(w->s, r.at[i])->offer, 'j')) return;
  r = ask(w, w->s, NULL, pages);
  assert_true(is_class(&snapshot_offer(w->s, r.at[r.count - 1])->offer, 'j'));
}

static void in_danger_one_can_turn_somewhere_at_once(void **state)
{
  struct world *w = *state;
  struct search_result r;
  snapshot_search(w->s, &w->c.arena, &(struct search){ .words = "hij heeft een mes", .urgent = true }, &r);
  assert_true(has_code(w, &r, "O062", 1));
  for (size_t i = 0; i < r.count; i++) if (is_class(&snapshot_offer(w->s, r.at[i])->offer, 'j') || is_class(&snapshot_offer(w->s, r.at[i])->offer, 'd')) fail_msg("%zu", i);
}

static void the_words_say_who_asks(void **state)
{
  struct world *w = *state;
  assert_int_equal(ask(w, w->s, "ik sla mijn vrouw", 1).asker, ASKER_USES);
  assert_int_equal(ask(w, w->s, "mijn man slaat mij", 1).asker, ASKER_EXPERIENCES);
  assert_int_equal(ask(w, w->s, "mijn zoon slaat mij", 1).asker, ASKER_FAMILY);
  assert_int_equal(ask(w, w->s, "huisarts", 1).asker, ASKER_UNKNOWN);
  assert_int_equal(ask(w, w->s, "hij slaat mij en ik sla mijn man", 1).asker, ASKER_UNKNOWN);
  assert_true(ask(w, w->s, "mijn ex stalkt mij", 1).control);
  assert_false(ask(w, w->s, "ik stalk mijn ex", 1).control);
}

static void an_unknown_mark_is_left_out_and_the_rest_counts(void **state)
{
  struct world *w = *state;
  struct snapshot *s;
  struct snapshot_draft *d = snapshot_begin();
  for (size_t i = 0; i < snapshot_count(w->s); i++) assert_int_equal(snapshot_add(&w->c, d, snapshot_offer(w->s, i)), OK);
  assert_int_equal(snapshot_finish(&w->c, d, &w->places, "xyzzy => [uses sorcery] huisarts\n<geen => x\nook geen regel\nab <nergens> => huisarts\n", w->stopwords, w->c.today, &s), OK);
  const struct search_result r = ask(w, s, "xyzzy", 1);
  assert_int_equal(r.asker, ASKER_USES);
  assert_true(r.total > 0);
  snapshot_release(s);
}

int main(void)
{
  const struct CMUnitTest tests[] = {
    cmocka_unit_test(who_used_violence_last_night),
    cmocka_unit_test(who_is_controlled_or_hit),
    cmocka_unit_test(women_who_use_violence_mothers_and_bystanders),
    cmocka_unit_test(professionals),
    cmocka_unit_test(in_english),
    cmocka_unit_test(an_everyday_word_is_no_typing_error),
    cmocka_unit_test(a_town_is_searched_as_its_region),
    cmocka_unit_test(without_words_the_easiest_to_start_come_first),
    cmocka_unit_test(in_danger_one_can_turn_somewhere_at_once),
    cmocka_unit_test(the_words_say_who_asks),
    cmocka_unit_test(an_unknown_mark_is_left_out_and_the_rest_counts),
  };
  FILE *in = shipped_open(NULL, "offers.csv");
  if (!in) return puts("1..0 # SKIP data/offers.csv is not there") < 0;
  fclose(in);
  return cmocka_run_group_tests(tests, open_world, close_world);
}
