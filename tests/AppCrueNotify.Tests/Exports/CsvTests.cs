using AppCrueNotify.Exports;

namespace AppCrueNotify.Tests.Exports;

public sealed class CsvTests
{
    [Theory]
    [InlineData("ana", "ana")]
    [InlineData("=1+1", "'=1+1")]
    [InlineData("  =1+1", "'  =1+1")]
    [InlineData("+34", "'+34")]
    [InlineData("-1", "'-1")]
    [InlineData("@x", "'@x")]
    [InlineData("\tx", "\"'\tx\"")]
    [InlineData("a,b", "\"a,b\"")]
    [InlineData("a\"b", "\"a\"\"b\"")]
    [InlineData("", "")]
    public void No_cell_is_a_formula_and_none_breaks_its_row(string text, string cell) => Assert.Equal(cell, Csv.Cell(text));
}
