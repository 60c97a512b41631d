using App.Organizations;

namespace App.Tests.Organizations;

public sealed class TransliterationTests
{
    [Theory]
    [InlineData("Müller Großhandel", "mueller grosshandel")]
    [InlineData("Café Müller", "cafe mueller")]
    [InlineData("Łódź Żywność", "lodz zywnosc")]
    [InlineData("Příliš žluťoučký kůň", "prilis zlutoucky kun")]
    [InlineData("Türk Şirketi Işık", "turk sirketi isik")]
    [InlineData("İSTANBUL ÜRÜNLERİ", "istanbul urunleri")]
    [InlineData("Ångström Möbler", "angstrom mobler")]
    [InlineData("Smørrebrød på Åboulevarden", "smoerrebroed paa aaboulevarden")]
    [InlineData("Þórður Ísafjörður", "thordur isafjordur")]
    [InlineData("Győri Keksz Kft", "gyori keksz kft")]
    [InlineData("Pingüino Español", "pinguino espanol")]
    [InlineData("L'Œuvre d’Été", "loeuvre dete")]
    [InlineData("Công ty Cổ phần Sữa Việt Nam Đường", "cong ty co phan sua viet nam duong")]
    [InlineData("Ясная Поляна Объект", "yasnaya polyana obekt")]
    [InlineData("Київ Їжа Згорани", "kyiv yizha zhorany")]
    [InlineData("Запоріжжя", "zaporizhzhia")]
    [InlineData("Ђорђе Љубљана", "djordje ljubljana")]
    [InlineData("България Къща", "balgariya kashta")]
    [InlineData("Αθήνα Ευρώπη Ουρανός", "athina evropi ouranos")]
    [InlineData("Μπύρα Άγγελος", "byra angelos")]
    [InlineData("თბილისი", "tbilisi")]
    [InlineData("Երեւան", "ereuan")]
    [InlineData("שלום", "shlom")]
    [InlineData("شركة النور", "shrka alnwr")]
    [InlineData("さくら ショップ", "sakura shoppu")]
    [InlineData("ラーメン", "ramen")]
    [InlineData("삼성 전자", "samseong jeonja")]
    [InlineData("Ｆｕｌｌ　ｗｉｄｔｈ ①", "full width 1")]
    public void Names_are_written_as_their_readers_are_used_to(string name, string ascii) =>
        Assert.Equal(ascii, Transliteration.ToAscii(name));

    [Theory]
    [InlineData("三井 Trading", "trading")]
    [InlineData("🍵 Tea", "tea")]
    [InlineData("三井", "")]
    [InlineData("ร้านค้า", "")]
    public void Characters_without_a_sound_in_ASCII_are_left_out(string name, string ascii) =>
        Assert.Equal(ascii, Transliteration.ToAscii(name).Trim());
}
