# keyword and operator.
import keyword, operator
print(keyword.iskeyword('for'), keyword.iskeyword('print'), len(keyword.kwlist), keyword.softkwlist)
print(operator.add(1, 2), operator.itemgetter(1)('abc'), operator.itemgetter(0, 2)([1, 2, 3]), operator.attrgetter('real')(5), operator.methodcaller('upper')('a'), operator.contains([1], 1), operator.index(True), operator.length_hint([1, 2]), operator.truth([]))
print(sorted([('b', 1), ('a', 2)], key=operator.itemgetter(0)))
