/** react-admin's own 164 messages. Chinese has one plural form, so none of them has a `||||`. */
export const base = {
  action: {
    add_filter: '增加筛选条件', add: '添加', back: '返回', bulk_actions: '已选 %{smart_count} 项', cancel: '取消',
    clear_array_input: '清空列表', clear_input_value: '清空', clone: '复制', confirm: '确定', create: '新建',
    create_item: '新建%{item}', delete: '删除', edit: '编辑', export: '导出', list: '列表', refresh: '刷新',
    remove_filter: '去掉这个筛选条件', remove_all_filters: '去掉全部筛选条件', remove: '移除', reset: '重置', save: '保存',
    search: '搜索', search_columns: '搜索列', select_all: '全选', select_all_button: '全选', select_row: '选择这一行',
    show: '查看', sort: '排序', undo: '撤销', unselect: '取消选择', expand: '展开', close: '关闭', open_menu: '展开菜单',
    close_menu: '收起菜单', update: '更新', move_up: '上移', move_down: '下移', open: '打开', toggle_theme: '切换深浅色',
    select_columns: '显示的列', update_application: '重新载入',
  },
  boolean: { true: '是', false: '否', null: ' ' },
  page: {
    create: '新建%{name}', dashboard: '首页', edit: '%{name} %{recordRepresentation}', error: '页面出错了', list: '%{name}',
    loading: '正在加载', not_found: '没有这个页面', show: '%{name} %{recordRepresentation}', empty: '还没有%{name}。',
    invite: '现在添加一个？', access_denied: '不能访问', authentication_error: '登录信息有误',
  },
  input: {
    file: { upload_several: '把文件拖到这里，或点击选择文件。', upload_single: '把文件拖到这里，或点击选择一个文件。' },
    image: { upload_several: '把图片拖到这里，或点击选择图片。', upload_single: '把图片拖到这里，或点击选择一张图片。' },
    references: { all_missing: '找不到引用的数据。', many_missing: '有引用的数据已经不存在。', single_missing: '引用的数据已经不存在。' },
    password: { toggle_visible: '隐藏密码', toggle_hidden: '显示密码' },
  },
  message: {
    about: '关于', access_denied: '您没有查看这个页面的权限', are_you_sure: '确定吗？',
    authentication_error: '登录服务出错，无法核对您的身份。', auth_error: '核对登录状态时出错。',
    bulk_delete_content: '确定删除这 %{smart_count} 项？', bulk_delete_title: '删除 %{smart_count} 个%{name}',
    bulk_update_content: '确定更新这 %{smart_count} 项？', bulk_update_title: '更新 %{smart_count} 个%{name}',
    clear_array_input: '确定清空整个列表？', delete_content: '确定删除这个%{name}？', delete_title: '删除%{name} %{recordRepresentation}',
    details: '详细信息', error: '页面出错，这次操作没有完成。', invalid_form: '有内容不符合要求，请看标出的地方。', loading: '请稍候', no: '否',
    not_found: '地址有误，或链接已经失效。', select_all_limit_reached: '数量太多，只选了前 %{max} 项。',
    unsaved_changes: '有内容还没有保存，确定离开？', yes: '是', placeholder_data_warning: '网络不通，数据没有刷新。',
  },
  navigation: {
    clear_filters: '清除筛选', no_filtered_results: '没有符合筛选条件的%{name}。', no_results: '没有%{name}',
    no_more_results: '没有第 %{page} 页，请看前一页。', page_out_of_boundaries: '没有第 %{page} 页', page_out_from_end: '已经是最后一页',
    page_out_from_begin: '已经是第一页', page_range_info: '第 %{offsetBegin}–%{offsetEnd} 项，共 %{total} 项',
    partial_page_range_info: '第 %{offsetBegin}–%{offsetEnd} 项，后面还有', current_page: '第 %{page} 页', page: '到第 %{page} 页',
    first: '到第一页', last: '到最后一页', next: '到下一页', previous: '到上一页', page_rows_per_page: '每页行数：', skip_nav: '跳到正文',
  },
  sort: { sort_by: '按%{field_lower_first}%{order}排列', ASC: '升序', DESC: '降序' },
  auth: {
    auth_check_error: '请先登录', user_menu: '个人菜单', username: '用户名', password: '密码', email: '邮箱', sign_in: '登录',
    sign_in_error: '登录没有成功，请重试', logout: '退出登录',
  },
  notification: {
    updated: '已更新', created: '已新建', deleted: '已删除', bad_item: '数据有误', item_doesnt_exist: '数据不存在', http_error: '与服务器通信出错',
    data_provider_error: '数据出错，详情见浏览器控制台。', i18n_error: '无法加载所选语言', canceled: '已取消', logged_out: '登录已过期，请重新登录。',
    not_authorized: '您没有查看这项内容的权限。', application_update_available: '系统有新版本。', offline: '网络不通，没有取到数据。',
  },
  validation: {
    required: '请填写', minLength: '至少 %{min} 个字', maxLength: '最多 %{max} 个字', minValue: '不能小于 %{min}', maxValue: '不能大于 %{max}',
    number: '要填数字', email: '要填邮箱地址', oneOf: '只能是以下之一：%{options}', regex: '格式要符合：%{pattern}', unique: '不能重复',
  },
  saved_queries: {
    label: '保存的筛选', query_name: '名称', new_label: '保存现在的筛选…', new_dialog_title: '把现在的筛选保存为', remove_label: '删除保存的筛选',
    remove_label_with_name: '删除“%{name}”', remove_dialog_title: '删除保存的筛选？', remove_message: '确定从列表里删除它？',
    help: '筛选之后可以保存，以后再用',
  },
  guesser: { empty: { title: '没有数据', message: '请检查数据来源' } },
  configurable: {
    customize: '调整', configureMode: '调整这个页面',
    inspector: { title: '页面设置', content: '把鼠标移到要调整的地方', reset: '恢复默认设置', hideAll: '全部隐藏', showAll: '全部显示' },
    Datagrid: { title: '表格', unlabeled: '没有名称的第 %{column} 列' },
    SimpleForm: { title: '表单', unlabeled: '没有名称的第 %{input} 项' },
    SimpleList: { title: '列表', primaryText: '主要文字', secondaryText: '次要文字', tertiaryText: '附加文字' },
  },
} as const;
