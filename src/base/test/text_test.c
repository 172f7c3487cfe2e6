#include "sample.h"
#include "text.h"

static size_t encode(uint32_t v, char s[4])
{
  if (v < 0x80) { s[0] = (char)v; return 1; }
  if (v < 0x800) { s[0] = (char)(0xC0 | v >> 6); s[1] = (char)(0x80 | (v & 63)); return 2; }
  if (v < 0x10000) { s[0] = (char)(0xE0 | v >> 12); s[1] = (char)(0x80 | (v >> 6 & 63)); s[2] = (char)(0x80 | (v & 63)); return 3; }
  s[0] = (char)(0xF0 | v >> 18); s[1] = (char)(0x80 | (v >> 12 & 63)); s[2] = (char)(0x80 | (v >> 6 & 63)); s[3] = (char)(0x80 | (v & 63));
  return 4;
}

static bool valid(const char *s) { return text_valid(s, strlen(s)); }

static void assert_folds(const char *from, const char *to)
{
  struct buf b = { 0 };
  text_fold(&b, from, strlen(from));
  assert_string_equal(buf_text(&b), to);
  buf_release(&b);
}

static void every_code_point_is_read_as_it_was_written(void **state)
{
  (void)state;
  for (uint32_t v = 1; v <= 0x10FFFF; v++) {
    char s[4];
    size_t taken;
    const size_t n = encode(v, s);
    const uint32_t got = text_next(s, n, &taken);
    if (v >= 0xD800 && v <= 0xDFFF) { assert_int_equal(got, 0xFFFD); assert_int_equal(taken, 1); continue; }
    assert_int_equal(got, v);
    assert_int_equal(taken, n);
    for (size_t cut = 1; cut < n; cut++) {
      assert_int_equal(text_next(s, cut, &taken), 0xFFFD);
      assert_int_equal(taken, 1);
      assert_false(text_valid(s, cut));
    }
  }
}

static void texts_that_are_not_utf_8_are_refused(void **state)
{
  static const char *const wrong[] = { "\x80", "\xC3", "\xC0\x80", "\xC1\xBF", "\xE0\x80\x80", "\xED\xA0\x80", "\xF0\x80\x80\x80", "\xF4\x90\x80\x80", "\xF8\x88\x80\x80\x80",
    "\xFF\xFE", "caf\xE9", "\xE2\x82", "a\xE2\x28\xA1" };
  (void)state;
  for (size_t i = 0; i < COUNT(wrong); i++) assert_false(valid(wrong[i]));
}

static void control_characters_are_refused_but_for_line_ends_and_tabs(void **state)
{
  (void)state;
  for (int ch = 1; ch < 128; ch++) {
    const char s[] = { 'a', (char)ch, 'b', 0 };
    assert_int_equal(valid(s), ch == '\t' || ch == '\n' || ch == '\r' || (ch >= ' ' && ch != 0x7F));
  }
  assert_false(text_valid("a\0b", 3));
  assert_false(valid("\xC2\x85"));                           /* next line */
  assert_false(valid("a\u202Eb"));                           /* right-to-left override: shows another text than it is */
  assert_false(valid("a\u2066b"));
  static const char *const hidden[] = { "\u061C", "\u200B", "\u200E", "\u200F", "\u202A", "\u202E", "\u2060", "\u2064", "\u2069", "\uFEFF", "\U000E0000", "\U000E007F" };
  static const char *const seen[] = { "\u061B", "\u200C", "\u200D", "\u2010", "\u2065", "\uFEFE", "\U000E0080" };
  for (size_t i = 0; i < COUNT(hidden); i++) assert_false(valid(hidden[i]));
  for (size_t i = 0; i < COUNT(seen); i++) assert_true(valid(seen[i]));
  assert_true(valid("\u00A0é€\U0001F600 مرحبا"));
  assert_true(text_valid("", 0));
}

static void characters_are_counted_not_bytes(void **state)
{
  (void)state;
  assert_int_equal(text_length("één", strlen("één")), 3);
  assert_int_equal(text_length("€\U0001F600", 7), 2);
  assert_int_equal(text_length("", 0), 0);
}

static void a_text_is_cut_to_characters_on_one_line(void **state)
{
  struct ctx c;
  (void)state;
  ctx_init(&c, NOW, chance_bytes, 0);
  assert_string_equal(text_cut(&c.arena, "één\ntwee", 10, 8), "één twee");
  assert_string_equal(text_cut(&c.arena, "één", 5, 3), "één");
  assert_string_equal(text_cut(&c.arena, "één!", 6, 3), "één…");
  assert_string_equal(text_cut(&c.arena, "\x1B[31m\xE9", 6, 40), "\uFFFD[31m\uFFFD");
  assert_string_equal(text_cut(&c.arena, "", 0, 3), "");
  ctx_release(&c);
}

static void parts_are_joined_to_the_first_null(void **state)
{
  struct ctx c;
  (void)state;
  ctx_init(&c, NOW, chance_bytes, 0);
  assert_string_equal(JOIN(&c.arena, "a", "", "bé", "/"), "abé/");
  assert_string_equal(JOIN(&c.arena, "a", NULL, "b"), "a");
  assert_string_equal(text_joined(&c.arena, (const char *const[]){ NULL }), "");
  ctx_release(&c);
}

static void words_are_found_one_after_the_other(void **state)
{
  struct buf b = { 0 };
  size_t n, count = 0;
  (void)state;
  for (const char *s = text_word("  een twee   drie ", &n); s; s = text_word(s + n, &n), count++) { put_mem(&b, s, n); put_char(&b, '.'); }
  assert_string_equal(buf_text(&b), "een.twee.drie.");
  assert_int_equal(count, 3);
  assert_null(text_word("", &n));
  assert_null(text_word("   ", &n));
  assert_null(text_word(NULL, &n));
  buf_release(&b);
}

static void a_hash_tells_bytes_lengths_and_seeds_apart(void **state)
{
  (void)state;
  assert_true(hash_bytes("a", 1, 1) != hash_bytes("a", 1, 2));
  assert_true(hash_bytes("ab", 2, 0) != hash_bytes("ba", 2, 0));
  assert_true(hash_bytes("a\0", 2, 0) != hash_bytes("a", 1, 0));
  assert_true(hash_bytes("a\0\0\0\0\0\0\0", 8, 0) != hash_bytes("a\0\0\0\0\0\0", 7, 0));
  assert_true(hash_bytes("12345678", 8, 0) != hash_bytes("12345679", 8, 0));
  assert_true(hash_bytes("twelve of it", 12, 0) == hash_bytes("twelve of it and more", 12, 0));
}

static void hashes_of_texts_that_are_alike_spread_over_a_table(void **state)
{
  enum { PLACES = 1024, TEXTS = 4 * PLACES };
  static int in[PLACES];
  (void)state;
  for (int i = 0; i < TEXTS; i++) {
    char text[40];
    const int n = snprintf(text, sizeof text, "SELECT name, number_%d FROM t", i);
    in[hash_bytes(text, (size_t)n, 0) % PLACES]++;
  }
  for (int i = 0; i < PLACES; i++) assert_in_range(in[i], 0, 20);           /* four each on average */
}

static void folding_takes_case_and_accents_away(void **state)
{
  (void)state;
  assert_folds("Één CAFÉ", "een cafe");
  assert_folds("ÀÁÂÃÄÅÇÈÉÊËÌÍÎÏÐÑÒÓÔÕÖØÙÚÛÜÝ", "aaaaaaceeeeiiiidnoooooouuuuy");
  assert_folds("àáâãäåçèéêëìíîïðñòóôõöøùúûüýÿ", "aaaaaaceeeeiiiidnoooooouuuuyy");
  assert_folds("Ææ Œœ ß Þþ Ĳĳ", "aeae oeoe ss thth ijij");
  assert_folds("3×4 6÷2", "34 62");
  assert_folds("ĀāĂăĄąĆćĈĉĊċČč ĎďĐđ ĒēĔĕĖėĘęĚě", "aaaaaacccccccc dddd eeeeeeeeee");
  assert_folds("ĜĝĞğĠġĢģ ĤĥĦħ ĨĩĪīĬĭĮįİı Ĵĵ Ķķĸ", "gggggggg hhhh iiiiiiiiii jj kkk");
  assert_folds("ĹĺĻļĽľĿŀŁł ŃńŅņŇňŉŊŋ ŌōŎŏŐő ŔŕŖŗŘř", "llllllllll nnnnnnnnn oooooo rrrrrr");
  assert_folds("ŚśŜŝŞşŠš ŢţŤťŦŧ ŨũŪūŬŭŮůŰűŲų Ŵŵ ŶŷŸ ŹźŻżŽž ſ", "ssssssss tttttt uuuuuuuuuuuu ww yyy zzzzzz s");
  assert_folds("cafe\u0301", "cafe");                        /* an accent of its own */
  assert_folds("foto\u2019s \u2018t \u2013 x", "foto's 't - x");
  assert_folds("مرحبا Ω", "مرحبا Ω");                          /* other scripts stay */
}

static void folding_twice_changes_nothing_more(void **state)
{
  struct ctx c;
  (void)state;
  ctx_init(&c, NOW, chance_bytes, 0);
  chance_seed(4);
  for (int i = 0; i < 3000; i++) {
    char s[4 * 8 + 1];
    size_t n = 0;
    for (int k = 0; k < 8; k++) {
      uint32_t v = chance_below(0x500) + 1;
      n += encode(v, s + n);
    }
    s[n] = 0;
    const char *once = text_folded(&c.arena, s);
    assert_string_equal(once, text_folded(&c.arena, once));
  }
  ctx_release(&c);
}

static void a_slug_holds_letters_digits_and_single_hyphens(void **state)
{
  struct ctx c;
  (void)state;
  ctx_init(&c, NOW, chance_bytes, 0);
  assert_string_equal(text_slug(&c.arena, "Één café!", 100), "een-cafe");
  assert_string_equal(text_slug(&c.arena, "  -- Foto's & film's --  ", 100), "fotos-films");
  assert_string_equal(text_slug(&c.arena, "مرحبا", 100), "");
  assert_string_equal(text_slug(&c.arena, "", 100), "");
  assert_string_equal(text_slug(&c.arena, "abcdef", 3), "abc");
  assert_string_equal(text_slug(&c.arena, "abc def", 4), "abc");
  assert_string_equal(text_slug(&c.arena, "ßß", 3), "sss");
  chance_seed(5);
  for (int i = 0; i < 2000; i++) {
    const char *slug = text_slug(&c.arena, sample_text(&c, 60, true), 12);
    assert_true(strlen(slug) <= 12);
    assert_int_equal(strspn(slug, "abcdefghijklmnopqrstuvwxyz0123456789-"), strlen(slug));
    assert_null(strstr(slug, "--"));
    assert_true(*slug != '-' && (!*slug || slug[strlen(slug) - 1] != '-'));
    assert_string_equal(slug, text_slug(&c.arena, slug, 12));
  }
  ctx_release(&c);
}

/* Each text in memory of exactly its size, so that a sanitizer sees a byte too far. */
static void random_bytes_are_walked_through_without_reading_past_them(void **state)
{
  (void)state;
  chance_seed(6);
  for (int i = 0; i < 20000; i++) {
    const size_t n = 1 + chance_below(12);
    char *s = malloc(n);
    struct buf b = { 0 };
    assert_non_null(s);
    chance_bytes(s, n);
    if (chance_below(2)) for (size_t k = 0; k < n; k++) s[k] = (char)(s[k] | 0xC0);
    size_t walked = 0, taken;
    bool whole = true;
    while (walked < n) {
      const uint32_t v = text_next(s + walked, n - walked, &taken);
      assert_true(taken >= 1 && walked + taken <= n);
      if (v == 0xFFFD && taken == 1) whole = false;
      walked += taken;
    }
    if (!whole) assert_false(text_valid(s, n));
    text_fold(&b, s, n);
    buf_release(&b);
    free(s);
  }
}

static void a_word_is_found_whole_or_not_at_all(void **state)
{
  (void)state;
  assert_true(text_has_word("zeeland oost-brabant", "oost-brabant"));
  assert_true(text_has_word(" zeeland ", "zeeland"));
  assert_false(text_has_word("oost-brabant", "oost"));
  assert_false(text_has_word("oost", "oost-brabant"));
  assert_false(text_has_word(NULL, "zeeland"));
  assert_false(text_has_word("zeeland", ""));
}

static void white_space_is_taken_off_both_ends_and_nothing_else(void **state)
{
  static const struct { const char *in, *out; } texts[] = { { "", "" }, { " \t\r ", "" }, { "a", "a" }, { "\ta b\r", "a b" }, { "  \xc3\xa9 ", "\xc3\xa9" }, { "a\n", "a\n" } };
  (void)state;
  for (size_t i = 0; i < COUNT(texts); i++) {
    size_t n = strlen(texts[i].in);
    const char *const at = text_trimmed(texts[i].in, &n);
    assert_int_equal(n, strlen(texts[i].out));
    assert_memory_equal(at, texts[i].out, n);
  }
  size_t none = 3;
  (void)text_trimmed("\0\0\0", &none);
  assert_int_equal(none, 3);                     /* no white space: not even where a text would end */
}

static void only_the_letters_a_to_z_become_small(void **state)
{
  struct arena a = { 0 };
  (void)state;
  assert_string_equal(text_small(&a, "AZ@[`az \xc3\x89"), "az@[`az \xc3\x89");
  arena_release(&a);
}

static void three_letters_say_something_and_signs_do_not(void **state)
{
  static const char *const nothing[] = { NULL, "", "  ", "-", "---", "n.", "ja", "1 2 3 4", "??? !!!", "\xe2\x80\x94\xe2\x80\x94\xe2\x80\x94", "\xc3\x97\xc3\x97\xc3\x97" };
  static const char *const something[] = { "nee", "a b c", "1 uur", "\xc3\xa9\xc3\xa9n", "\xd0\xb4\xd0\xbe\xd0\xbc" };
  (void)state;
  for (size_t i = 0; i < COUNT(nothing); i++) assert_false(text_says(nothing[i]));
  for (size_t i = 0; i < COUNT(something); i++) assert_true(text_says(something[i]));
}

int main(void)
{
  const struct CMUnitTest tests[] = {
    cmocka_unit_test(every_code_point_is_read_as_it_was_written),
    cmocka_unit_test(texts_that_are_not_utf_8_are_refused),
    cmocka_unit_test(control_characters_are_refused_but_for_line_ends_and_tabs),
    cmocka_unit_test(characters_are_counted_not_bytes),
    cmocka_unit_test(a_text_is_cut_to_characters_on_one_line),
    cmocka_unit_test(parts_are_joined_to_the_first_null),
    cmocka_unit_test(words_are_found_one_after_the_other),
    cmocka_unit_test(a_hash_tells_bytes_lengths_and_seeds_apart),
    cmocka_unit_test(hashes_of_texts_that_are_alike_spread_over_a_table),
    cmocka_unit_test(folding_takes_case_and_accents_away),
    cmocka_unit_test(folding_twice_changes_nothing_more),
    cmocka_unit_test(a_slug_holds_letters_digits_and_single_hyphens),
    cmocka_unit_test(random_bytes_are_walked_through_without_reading_past_them),
    cmocka_unit_test(a_word_is_found_whole_or_not_at_all),
    cmocka_unit_test(white_space_is_taken_off_both_ends_and_nothing_else),
    cmocka_unit_test(only_the_letters_a_to_z_become_small),
    cmocka_unit_test(three_letters_say_something_and_signs_do_not),
  };
  return cmocka_run_group_tests_name("text", tests, NULL, NULL);
}
